## What a reviewer sees behind a link.

# The frame
reviewer-steps = Steps
reviewer-step-answer = Answer
reviewer-step-undertaking = Confidentiality
reviewer-step-conflicts = Conflicts
reviewer-step-done = Done
reviewer-step-is-done = (done)
reviewer-foot-questions = Questions? Reply to the e-mail you received, or write to
reviewer-foot-password = We never ask for a password or for bank details by e-mail.
reviewer-foot-verify = To verify that an invitation is ours, see
reviewer-foot-privacy = How we use your data
reviewer-continue = Continue
reviewer-send = Send
reviewer-sign = Sign and continue
reviewer-back = Back to the invitation
reviewer-local = { $a } in { $b }

# What was just done
done-reviewer-answered = Thank you. Your answer is recorded.
done-reviewer-declined = We have recorded that you cannot review. Thank you for telling us.
done-reviewer-explained = Thank you. What you told us is recorded.
done-reviewer-signed = Thank you. Your signature is recorded.
done-reviewer-declared = Thank you. Your declaration is recorded.
done-reviewer-link = We have taken your request.
done-reviewer-stopped = It is done: you are not to be contacted again.

# The invitation
reviewer-answer-title = { $n ->
    [one] Can you review one application for us?
   *[other] Can you review up to { $n } applications for us?
}
reviewer-dear = Dear { $v },
reviewer-answer-who = The { $a } of { $b } asks you to review research applications as an expert from abroad.
reviewer-call = Call
reviewer-programme = Programme
reviewer-work = Work
reviewer-work-load = { $n ->
    [one] Written review of one application, in English, on line
   *[other] Written reviews of at most { $n } applications, in English, on line
}
reviewer-due = Reviews due
reviewer-honorarium = Honorarium
reviewer-reply-by = Please answer by
reviewer-answer-confidential = Applications are confidential: after you accept, we ask you to sign an undertaking and to tell us of conflicts of interest. No part of an application may be entered into a generative AI service.
reviewer-anonymous-ask = Who sees my name?
reviewer-anonymous = The office, and those who decide on the funding. Applicants are not told who reviews. One limit: the law may oblige us to disclose documents.
reviewer-answer-legend = Your answer
reviewer-answer-full = { $n ->
    [one] Yes, I can review
   *[other] Yes, up to { $n } applications
}
reviewer-answer-full-hint = Next: confidentiality and conflicts of interest, about 5 minutes
reviewer-answer-fewer = Yes, but fewer
reviewer-answer-fewer-hint = You say how many
reviewer-answer-load = How many applications at the most?
reviewer-answer-later = Not now, but later
reviewer-answer-later-hint = You say from when
reviewer-answer-from = From which day could you review?
reviewer-answer-no = No, I cannot review
reviewer-answer-no-hint = You may give a reason and suggest somebody; both are optional
reviewer-answer-nothing-recorded = Nothing has been recorded by opening this page. Your answer can be changed with this link until the review begins.
reviewer-answer-present = Your present answer is selected. It stays as it is until you press “Continue”.

# Declining
reviewer-decline-title = Would you help us a little more?
reviewer-decline-text = All questions are optional. You can close this page now.
reviewer-decline-reason = Reason
reviewer-decline-reason-time = No time in this period
reviewer-decline-reason-field = Outside my expertise
reviewer-decline-reason-conflict = A conflict of interest with this call
reviewer-decline-reason-policy = My institution or employer does not allow it
reviewer-decline-reason-foreign-agency = I do not review for agencies abroad
reviewer-decline-reason-pay = Pay or tax
reviewer-decline-reason-other = Another reason
reviewer-decline-no-reason = I prefer not to say
reviewer-decline-note = Anything you want to add
reviewer-decline-suggestion = Someone who could review
reviewer-decline-suggestion-hint = Name and institution are enough. We will not say who suggested them. Please do not forward your link: it is yours alone.
reviewer-changed-mind = I changed my mind

# Confidentiality
reviewer-undertaking-title = Confidentiality undertaking
reviewer-undertaking-text = Before we show you names and titles of applications, please read this and sign it.
reviewer-undertaking-version = Version of { $v }
reviewer-undertaking-name = Type your full name to sign
reviewer-undertaking-agree = I have read this and undertake it
reviewer-undertaking-recorded = We record your name as you type it, the time, and the version of the text.

# Conflicts of interest
reviewer-conflicts-title = Do you have a conflict of interest?
reviewer-conflicts-text = { $n ->
    [one] Please answer for the application below. Until you have answered we show only its title and the names of its people.
   *[other] Please answer for each of the { $n } applications. Until you have answered we show only titles and the names of the people.
}
reviewer-conflicts-what = What counts as a conflict?
reviewer-conflicts-what-1 = You are family or close friends, or were teacher and student
reviewer-conflicts-what-2 = You work, or worked in the last few years, at the same institution or in the same group
reviewer-conflicts-what-3 = You published, patented or held a grant together in the last few years, or compete directly
reviewer-conflicts-what-4 = You would gain or lose by the result, or others could doubt your fairness for any other reason
reviewer-conflicts-legend = Application { $a }: { $b }
reviewer-conflicts-people = People on this application:
reviewer-conflicts-keywords = Keywords:
reviewer-conflicts-details = Details, if you are not sure or have a conflict
reviewer-conflicts-unanswered = Choose an answer for application { $v }.
reviewer-conflicts-no-details = Describe in a few words what the tie to application { $v } is.
reviewer-interest-none = No conflict of interest
reviewer-interest-unsure = I am not sure
reviewer-interest-conflict = I have a conflict
reviewer-interest-hint-none = As far as you know
reviewer-interest-hint-unsure = Describe it below; the office decides
reviewer-interest-hint-conflict = Describe it in a few words; you will not be asked to review this one

# Done
reviewer-done-title = What happens next
reviewer-begun-title = The review has begun
reviewer-begun-text = Your applications are with the review system now, which has written to you or will soon.
reviewer-begun-change = Your answers cannot be changed here any more. If something has changed, above all a conflict of interest, please write to
reviewer-next-check = We look at what you declared. You are not asked to review an application with which you have a conflict.
reviewer-next-assign = We assign applications to reviewers and write to you. You receive them in the review system.
reviewer-next-due = Your reviews are due by
reviewer-next-all-conflicts = You have a conflict with every application we had for you, so you are not asked to review any of them. You need do nothing more. Thank you for telling us.
reviewer-next-declined = We do not ask you again for this call. You need do nothing more.
reviewer-next-deferred = We have noted from when you could review, and may write to you then. You need do nothing more.
reviewer-told-heading = What you told us
reviewer-told-accepted = { $n ->
    [one] Yes, one application at the most
   *[other] Yes, { $n } applications at the most
}
reviewer-told-deferred = Not before { $v }
reviewer-told-declined = No, I cannot review
reviewer-told-nothing = No answer yet
reviewer-told-signed = Signed by { $a }, { $b }
reviewer-told-undeclared = Not answered yet
reviewer-change-answer = Change my answer
reviewer-change-interests = Change my declaration
reviewer-change-reason = Add or change the reason
reviewer-change-until = You can change what you told us until the review begins. Keep the e-mail with your link.
reviewer-copy = We confirm every answer by e-mail to { $v }.

# Links that do not open
reviewer-closed-expired-title = This link no longer works
reviewer-closed-expired = The time to answer has passed, or the link was replaced. Nothing was changed.
reviewer-closed-withdrawn-title = This invitation was withdrawn
reviewer-closed-withdrawn = The office no longer needs this review and has taken the invitation back. You need do nothing more. Thank you for your interest.
reviewer-closed-unknown-title = This link opens nothing
reviewer-closed-unknown = Perhaps the link was cut when it was copied. Please open it from the e-mail itself, or copy the whole of it.
reviewer-closed-contact = If you think this is wrong, reply to the e-mail you received, or write to
reviewer-link-title = A new link
reviewer-link-text = Nothing is changed by this.
reviewer-link-offer = We can send a new link to the address to which this one went.
reviewer-link-button = Send me a new link
reviewer-link-asked = If the link was one of ours, an e-mail with a new one is on its way to the address to which the invitation went. It may take a few minutes.

# Data
reviewer-privacy-title = How we use your data
reviewer-privacy-who = Who is responsible
reviewer-privacy-who-text = The { $a } of { $b } is responsible for your data. Write to
reviewer-privacy-what = What we hold about you
reviewer-privacy-what-more = Beside this: your public publications, the institutions where you worked, our letters to you, and what you tell us on these pages (answers, signature, conflicts of interest).
reviewer-held-name = Name
reviewer-held-institution = Institution
reviewer-held-department = Department
reviewer-held-country = Country or region
reviewer-held-addresses = E-mail
reviewer-held-orcid = ORCID iD
reviewer-held-openalex = OpenAlex author
reviewer-held-keywords = Expertise
reviewer-held-zone = Time zone
reviewer-privacy-source = Where we have it from
reviewer-privacy-source-public = From OpenAlex, a public database of publications, and from public pages of institutions and publishers.
reviewer-privacy-source-list = From a list that the office keeps, made from public pages, earlier contacts and recommendations, and from public databases of publications such as OpenAlex.
reviewer-privacy-why = What we use it for
reviewer-privacy-why-text = To find experts for research applications, to invite them, to rule out conflicts of interest and to assign applications; for our task of evaluating research in the public interest. A person decides, not a program. We do not use it for advertising and do not sell it.
reviewer-privacy-sees = Who sees it
reviewer-privacy-sees-text = The office and those who decide on the funding; if you review, also the funder’s review system. Applicants do not see it. We do not record whether you open our letters.
reviewer-privacy-long = How long we keep it
reviewer-privacy-long-text = As long as you may be asked to review, and after a review as long as the funder’s rules on documents ask for. Nothing is deleted by itself: if you ask for it, the office deletes your data by hand, except what those rules oblige it to keep.
reviewer-privacy-rights = What you can ask for
reviewer-privacy-right-see = to see what we hold about you, with a copy
reviewer-privacy-right-correct = to have it corrected or deleted, or its use restricted
reviewer-privacy-right-object = to object, at any time and without a reason; to stop our invitations, the button below is enough
reviewer-privacy-right-complain = to complain to the data protection authority where you live
reviewer-privacy-how = It costs nothing and has no effect on any application of your own. Write to
reviewer-stop = If you do not want to hear from us again
reviewer-stop-text = We then send you no more invitations, for any call, and give you no further applications. Your answer to this invitation stays as it is; if you change it, we confirm that by e-mail. A letter that is on its way already may still reach you. You need give no reason.
reviewer-stop-button = Do not contact me again
reviewer-stop-recorded = You asked us not to contact you again, and we do not. If you change your mind, write to
