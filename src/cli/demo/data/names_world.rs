//! Name lists of Asia, Africa and Oceania.

use super::names::{NameOrder, NamePool};

/// Pools outside Europe; `|` separates names, `/` introduces the native spelling, `~` the form of women.
pub(super) const WORLD: &[NamePool] = &[
    NamePool {
        key: "he",
        order: NameOrder::GivenFirst,
        female: "Noa/נועה|Tamar/תמר|Yael/יעל|Shira/שירה|Michal/מיכל",
        male: "Eitan/איתן|Amir/אמיר|Yonatan/יונתן|Gilad/גלעד|Uri/אורי",
        family: "Ben-Ami/בן־עמי|Rosenfeld/רוזנפלד|Halevi/הלוי|Azoulay/אזולאי|Shaked/שקד|Bar-Natan/בר־נתן|Peleg/פלג|Mizrachi/מזרחי",
    },
    NamePool {
        key: "ar",
        order: NameOrder::GivenFirst,
        female: "Nadia|Salma|Huda|Mariam|Yasmin|Reem|Amal",
        male: "Khaled|Omar|Tarek|Youssef|Hassan|Karim|Sami",
        family: "Al-Masri|El-Sherbini|Abdel Rahman|Mansour|Haddad|Al-Rashidi|El Khatib|Farouk|Shalaby|Ben Youssef|Bouzid|Al-Zahrani",
    },
    NamePool {
        key: "sw",
        order: NameOrder::GivenFirst,
        female: "Wanjiru|Achieng|Grace|Faith|Mercy|Esther",
        male: "Kamau|Otieno|Daniel|Kipchoge|Mwangi|Samuel",
        family: "Mutua|Odhiambo|Wafula|Njoroge|Kiplagat|Muthoni|Were|Nyambura|Okoth|Chebet",
    },
    NamePool {
        key: "ng",
        order: NameOrder::GivenFirst,
        female: "Ngozi|Adaeze|Folasade|Yetunde|Chiamaka|Hauwa",
        male: "Chukwuemeka|Olumide|Babatunde|Ifeanyi|Musa|Tunde",
        family: "Adeyemi-Cole|Okonkwo|Balogun|Eze|Nwachukwu|Ogundipe|Bello|Abiola|Danjuma|Uzoma",
    },
    NamePool {
        key: "za",
        order: NameOrder::GivenFirst,
        female: "Nomvula|Thandeka|Annelie|Zanele|Marietjie|Lerato",
        male: "Sipho|Thabo|Hendrik|Bongani|Jacobus|Kagiso",
        family: "Dlamini|van Niekerk|Mokoena|Botha|Nkosi|du Toit|Khumalo|Pillay|Sithole|Steenkamp",
    },
    NamePool {
        key: "in",
        order: NameOrder::GivenFirst,
        female: "Ananya|Lakshmi|Priya|Meenakshi|Shalini|Kavita|Rukmini|Deepa",
        male: "Arjun|Venkatesh|Rohan|Subramaniam|Vikram|Anirudh|Sanjay|Harish",
        family: "Ramanathan|Chatterjee|Deshpande|Iyer|Kulkarni|Bhattacharya|Narayanan|Mehrotra|Choudhury|Pillai|Joshi|Raghavan|Sengupta|Gokhale",
    },
    NamePool {
        key: "zh",
        order: NameOrder::FamilyFirst,
        female: "Xiaoyan/晓燕|Meiling/美玲|Yuxin/雨欣|Jingyi/静怡|Lihua/丽华|Shuang/爽|Ruoxi/若曦|Qian/倩",
        male: "Wei/伟|Haoran/浩然|Zhiqiang/志强|Jianguo/建国|Yifan/一帆|Bowen/博文|Tao/涛|Minghui/明辉",
        family: "Zhang/张|Liu/刘|Ouyang/欧阳|Zhao/赵|Xu/许|Lü/吕|Guo/郭|Zhu/朱|Qin/秦|Sun/孙|Cai/蔡|Xie/谢|Tang/唐|Deng/邓",
    },
    NamePool {
        key: "tw",
        order: NameOrder::FamilyFirst,
        female: "Yi-Chen/怡蓁|Shu-Fen/淑芬|Hsin-Yi/欣怡|Pei-Shan/佩珊|Mei-Hui/美惠",
        male: "Chih-Wei/志偉|Chun-Hao/俊豪|Kuo-Liang/國良|Tzu-Hsiang/子翔|Wen-Cheng/文正",
        family: "Tsai/蔡|Hsieh/謝|Chuang/莊|Lai/賴|Chiu/邱|Hsu/許|Yeh/葉|Kuo/郭",
    },
    NamePool {
        key: "ko",
        order: NameOrder::FamilyFirst,
        female: "Ji-woo/지우|Seo-yeon/서연|Min-ji/민지|Hye-jin/혜진|Eun-kyung/은경|Soo-ah/수아",
        male: "Min-jun/민준|Dong-hyun/동현|Sung-ho/성호|Jae-won/재원|Tae-yang/태양|Joon-seo/준서",
        family: "Kim/김|Lee/이|Park/박|Choi/최|Jung/정|Kang/강|Yoon/윤|Namgung/남궁|Shin/신|Bae/배",
    },
    NamePool {
        key: "vi",
        order: NameOrder::FamilyFirst,
        female: "Thị Hạnh|Thị Thu Hà|Ngọc Lan|Thị Minh Châu|Phương Thảo",
        male: "Văn Đức|Quang Huy|Minh Tuấn|Hữu Phước|Đình Khôi",
        family: "Nguyễn|Trần|Phạm|Huỳnh|Đặng|Võ|Bùi|Đỗ|Lý",
    },
    NamePool {
        key: "th",
        order: NameOrder::GivenFirst,
        female: "Siriporn/ศิริพร|Kanokwan/กนกวรรณ|Pimchanok/พิมพ์ชนก|Nattaya/ณัฐยา",
        male: "Somsak/สมศักดิ์|Anuwat/อนุวัฒน์|Thanakorn/ธนากร|Wichai/วิชัย",
        family: "Rattanakul/รัตนกุล|Suwannarat/สุวรรณรัตน์|Charoenphol/เจริญผล|Thongchai/ธงชัย|Boonmee/บุญมี|Srisawat/ศรีสวัสดิ์",
    },
    NamePool {
        key: "ms",
        order: NameOrder::GivenFirst,
        female: "Nurul Aisyah|Siti Hajar|Farah|Dewi|Putri Ayu",
        male: "Ahmad Faiz|Hafiz|Budi|Rizky|Agus",
        family: "bin Rahman~binti Rahman|Hakim|Santoso|Wibowo|Zulkifli|Prasetyo|Ismail|Hidayat",
    },
    NamePool {
        key: "mi",
        order: NameOrder::GivenFirst,
        female: "Aroha|Mereana|Hinemoa|Charlotte|Kiri",
        male: "Tāmati|Wiremu|Hēmi|Rangi|Angus",
        family: "Parata|Ngātai|McLennan|Tūhoe-Ward|Te Rangi|Sutherland|Kereama",
    },
    NamePool {
        key: "ja",
        order: NameOrder::FamilyFirst,
        female: "Hina/陽菜|Yuko/裕子|Ayaka/彩花|Misaki/美咲|Naoko/直子|Emi/恵美|Chihiro/千尋|Tomoko/智子|Kanae/香苗|Rie/理恵|Sayaka/沙也加|Mariko/真理子|Asuka/明日香|Noriko/典子",
        male: "Takashi/隆|Kenji/健二|Daisuke/大輔|Yusuke/祐介|Hiroshi/浩|Ryota/涼太|Shinji/真司|Koichi/浩一|Naoki/直樹|Makoto/誠|Tetsuya/哲也|Junichi/淳一|Satoru/悟|Yoshiaki/義明",
        family: "Sasaki/佐々木|Ishimori/石森|Kurokawa/黒川|Fujisawa/藤沢|Nakabayashi/中林|Ogasawara/小笠原|Tachibana/橘|Hirayama/平山|Mizushima/水島|Okuda/奥田|Kitagawa/北川|Shiraishi/白石|Matsuura/松浦|Nishioka/西岡|Uehara/上原|Morinaga/森永|Hoshino/星野|Asakura/朝倉|Toyama/遠山|Kuwabara/桑原|Tsukamoto/塚本|Iwasaki/岩崎|Hayakawa/早川|Segawa/瀬川|Ebihara/海老原|Nagase/長瀬",
    },
];
