## 招待のリンクから開くページ

# 枠
reviewer-steps = 手順
reviewer-step-answer = 回答
reviewer-step-undertaking = 守秘誓約
reviewer-step-conflicts = 利益相反
reviewer-step-done = 完了
reviewer-step-is-done = （済）
reviewer-foot-questions = お問い合わせは、お送りしたメールへの返信、又は次の宛先にお願いします。
reviewer-foot-password = パスワードや銀行口座をメールでお尋ねすることはありません。
reviewer-foot-verify = 招待が本物であることは、次のページで確認できます。
reviewer-foot-privacy = 個人情報の取扱い
reviewer-continue = 次へ進む
reviewer-send = 送信する
reviewer-sign = 署名して進む
reviewer-back = 招待のページへ戻る
reviewer-local = { $a }（{ $b }の時刻）

# 直前の操作
done-reviewer-answered = ありがとうございます。回答を記録しました。
done-reviewer-declined = 辞退の回答を記録しました。ご連絡ありがとうございます。
done-reviewer-explained = ありがとうございます。お知らせいただいた内容を記録しました。
done-reviewer-signed = ありがとうございます。署名を記録しました。
done-reviewer-declared = ありがとうございます。申告を記録しました。
done-reviewer-link = ご依頼を受け付けました。
done-reviewer-stopped = お申し出を記録しました。今後ご連絡しません。

# 招待
reviewer-answer-title = { $n ->
   *[other] 申請（最大{ $n }件）のレビューをお願いできますか。
}
reviewer-dear = { $v } 様
reviewer-answer-who = { $b }（{ $a }）から、海外の専門家として研究申請のレビューをお願いするものです。
reviewer-call = 公募
reviewer-programme = 事業
reviewer-work = 内容
reviewer-work-load = { $n ->
   *[other] 英語による書面レビュー（オンライン、最大{ $n }件）
}
reviewer-due = 査読期限
reviewer-honorarium = 謝金
reviewer-reply-by = 回答期限
reviewer-answer-confidential = 申請の内容は秘密です。承諾された後に、守秘誓約への署名と利益相反の申告をお願いします。申請の内容を生成AIサービスに入力することはできません。
reviewer-anonymous-ask = 誰が私の名前を見ますか。
reviewer-anonymous = 担当室と採否の決定に関わる者です。申請者にレビューアの名前を知らせることはありません。ただし、法令により文書の開示を求められることがあります。
reviewer-answer-legend = 回答
reviewer-answer-full = { $n ->
   *[other] 承諾する（最大{ $n }件）
}
reviewer-answer-full-hint = 次に守秘誓約と利益相反の申告をお願いします（約5分）。
reviewer-answer-fewer = 件数を減らして承諾する
reviewer-answer-fewer-hint = 件数をお知らせください。
reviewer-answer-load = 最大何件まで可能ですか。
reviewer-answer-later = 今はできないが、後日なら可能
reviewer-answer-later-hint = 可能になる日をお知らせください。
reviewer-answer-from = いつから可能ですか。
reviewer-answer-no = 辞退する
reviewer-answer-no-hint = 理由や他の適任者をお知らせいただけます（いずれも任意）。
reviewer-answer-nothing-recorded = このページを開いただけでは何も記録されません。回答は、レビューが始まるまでこのリンクから変更できます。
reviewer-answer-present = 現在の回答が選択されています。「次へ進む」を押すまで変わりません。

# 辞退
reviewer-decline-title = 差し支えなければお知らせください
reviewer-decline-text = いずれも任意です。このままページを閉じても構いません。
reviewer-decline-reason = 理由
reviewer-decline-reason-time = この期間は時間がない
reviewer-decline-reason-field = 専門外である
reviewer-decline-reason-conflict = この公募との利益相反がある
reviewer-decline-reason-policy = 所属機関又は雇用主が認めていない
reviewer-decline-reason-foreign-agency = 国外の機関のレビューは引き受けていない
reviewer-decline-reason-pay = 謝金又は税の事情
reviewer-decline-reason-other = その他
reviewer-decline-no-reason = 回答しない
reviewer-decline-note = 補足
reviewer-decline-suggestion = 他の適任者
reviewer-decline-suggestion-hint = 氏名と所属で十分です。どなたからの推薦かは伝えません。リンクはご本人専用ですので、転送しないでください。
reviewer-changed-mind = 回答を変更する

# 守秘
reviewer-undertaking-title = 守秘誓約
reviewer-undertaking-text = 申請の課題名と関係者の名前をお見せする前に、次の英文をお読みになり、署名してください。
reviewer-undertaking-version = { $v }版
reviewer-undertaking-name = 署名として氏名を入力してください
reviewer-undertaking-agree = 内容を読み、誓約します
reviewer-undertaking-recorded = 入力された氏名、日時及び文面の版を記録します。

# 利益相反
reviewer-conflicts-title = 利益相反はありますか
reviewer-conflicts-text = { $n ->
   *[other] { $n }件の申請それぞれについて回答してください。回答されるまでは、課題名と関係者の名前のみをお見せします。
}
reviewer-conflicts-what = 利益相反とは
reviewer-conflicts-what-1 = 親族、親しい友人又は師弟の関係にある
reviewer-conflicts-what-2 = 同じ機関又は同じ研究室に所属している、又は最近数年以内に所属していた
reviewer-conflicts-what-3 = 最近数年以内に共著論文、共同の特許若しくは共同の研究費がある、又は直接の競合関係にある
reviewer-conflicts-what-4 = 結果によって利益若しくは不利益を受ける、又はその他の事情により公正さを疑われるおそれがある
reviewer-conflicts-legend = 申請{ $a }：{ $b }
reviewer-conflicts-people = この申請の関係者：
reviewer-conflicts-keywords = キーワード：
reviewer-conflicts-details = 詳細（判断できない場合又は利益相反がある場合）
reviewer-conflicts-unanswered = 申請{ $v }について回答を選んでください。
reviewer-conflicts-no-details = 申請{ $v }との関係を簡単に記入してください。
reviewer-interest-none = 利益相反はない
reviewer-interest-unsure = 判断できない
reviewer-interest-conflict = 利益相反がある
reviewer-interest-hint-none = 知る限りにおいて
reviewer-interest-hint-unsure = 下の欄に記入してください。担当室が判断します。
reviewer-interest-hint-conflict = 簡単に記入してください。この申請のレビューはお願いしません。

# 完了
reviewer-done-title = 今後の流れ
reviewer-begun-title = レビューが始まりました
reviewer-begun-text = 担当される申請は審査システムに引き渡されました。審査システムからのご連絡をお待ちください。
reviewer-begun-change = ここでは回答を変更できません。利益相反など、事情が変わった場合は次の宛先にご連絡ください。
reviewer-next-check = 申告の内容を確認します。利益相反のある申請のレビューをお願いすることはありません。
reviewer-next-assign = 申請を割り当て、ご連絡します。申請は審査システムでご覧いただけます。
reviewer-next-due = 査読期限：
reviewer-next-all-conflicts = お願いする予定であった全ての申請に利益相反があるため、レビューはお願いしません。この後の手続はありません。申告ありがとうございました。
reviewer-next-declined = この公募について再びお願いすることはありません。この後の手続はありません。
reviewer-next-deferred = 可能になる時期を記録しました。その頃にご連絡することがあります。この後の手続はありません。
reviewer-told-heading = お知らせいただいた内容
reviewer-told-accepted = { $n ->
   *[other] 承諾（最大{ $n }件）
}
reviewer-told-deferred = { $v }以降であれば可能
reviewer-told-declined = 辞退
reviewer-told-nothing = 未回答
reviewer-told-signed = 署名 { $a }（{ $b }）
reviewer-told-undeclared = 未回答
reviewer-change-answer = 回答を変更する
reviewer-change-interests = 申告を変更する
reviewer-change-reason = 理由を追加・変更する
reviewer-change-until = お知らせいただいた内容は、レビューが始まるまで変更できます。リンクの載ったメールを保管してください。
reviewer-copy = 回答の度に、{ $v } 宛てに確認のメールをお送りします。

# 開けないリンク
reviewer-closed-expired-title = このリンクは使えなくなりました
reviewer-closed-expired = 回答の期間が過ぎたか、新しいリンクに替わりました。何も変更されていません。
reviewer-closed-withdrawn-title = この招待は取り消されました
reviewer-closed-withdrawn = このレビューは不要になり、担当室が招待を取り消しました。この後の手続はありません。ご関心をお寄せいただき、ありがとうございました。
reviewer-closed-unknown-title = このリンクでは何も開けません
reviewer-closed-unknown = リンクの一部が欠けている可能性があります。メールから直接開くか、リンク全体を写してください。
reviewer-closed-contact = 心当たりがない場合は、お送りしたメールへの返信、又は次の宛先にご連絡ください。
reviewer-link-title = 新しいリンク
reviewer-link-text = この操作で回答が変わることはありません。
reviewer-link-offer = このリンクをお送りしたアドレスに、新しいリンクをお送りできます。
reviewer-link-button = 新しいリンクを送る
reviewer-link-asked = 当室のリンクであれば、招待をお送りしたアドレスに新しいリンクをお送りします。届くまで数分かかることがあります。

# 個人情報
reviewer-privacy-title = 個人情報の取扱い
reviewer-privacy-who = 責任者
reviewer-privacy-who-text = { $b }の{ $a }が責任をもって取り扱います。宛先：
reviewer-privacy-what = 保有している情報
reviewer-privacy-what-more = このほか、公開されている論文、過去の所属機関、お送りしたメール及びこのページでお知らせいただいた内容（回答、署名、利益相反）を保有します。
reviewer-held-name = 氏名
reviewer-held-institution = 所属機関
reviewer-held-department = 部局
reviewer-held-country = 国・地域
reviewer-held-addresses = メールアドレス
reviewer-held-orcid = ORCID iD
reviewer-held-openalex = OpenAlexの著者番号
reviewer-held-keywords = 専門
reviewer-held-zone = タイムゾーン
reviewer-privacy-source = 入手元
reviewer-privacy-source-public = 論文の公開データベースであるOpenAlex並びに所属機関及び出版者の公開ページです。
reviewer-privacy-source-list = 公開ページ、過去の連絡及び推薦から担当室が作成した名簿並びにOpenAlexなど論文の公開データベースです。
reviewer-privacy-why = 利用目的
reviewer-privacy-why-text = 研究申請の専門家を探し、招待し、利益相反を確認し、申請を割り当てるために用います。公益のための研究評価の業務によるものです。判断は人が行い、プログラムのみで決めることはありません。広告に用いること及び販売することはありません。
reviewer-privacy-sees = 閲覧する者
reviewer-privacy-sees-text = 担当室及び採否の決定に関わる者です。レビューをお引き受けいただいた場合は、審査システムにも渡します。申請者が見ることはありません。メールの開封は記録しません。
reviewer-privacy-long = 保有期間
reviewer-privacy-long-text = レビューをお願いする可能性がある間、また、レビューの後は文書管理の規程が定める間保有します。自動的に削除されることはありません。お申し出があれば、規程により保存を要するものを除き、担当室が手作業で削除します。
reviewer-privacy-rights = お申し出いただけること
reviewer-privacy-right-see = 保有する情報の開示及び写しの交付
reviewer-privacy-right-correct = 訂正、削除又は利用の制限
reviewer-privacy-right-object = 利用に対する異議（理由は不要です。今後の招待は、下のボタンで停止できます。）
reviewer-privacy-right-complain = お住まいの国・地域の監督機関への申立て
reviewer-privacy-how = 費用はかからず、ご自身の申請に影響することもありません。宛先：
reviewer-stop = 今後の連絡を望まれない場合
reviewer-stop-text = 全ての公募について、以後は招待をお送りせず、新たな申請の割当ても行いません。今回の招待への回答はそのまま残り、変更された場合は確認のメールをお送りします。既に送信の手続に入ったメールは届くことがあります。理由は不要です。
reviewer-stop-button = 今後連絡しないよう申し出る
reviewer-stop-recorded = 今後の連絡を望まれない旨のお申し出を記録しており、ご連絡しません。お考えが変わった場合の宛先：
