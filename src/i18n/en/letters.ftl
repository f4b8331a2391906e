## Letters to reviewers: plain text that carries the full meaning. `$link` stands alone on its line.

letter-invitation-subject = Invitation to review: { $funder }
letter-invitation-body =
    Dear { $name },

    The { $office } of { $funder } invites you
    to review research applications as an expert from abroad.

    Programme: { $programme }
    Call: { $call }

    { $why }

    What we ask of you
    { $applications ->
        [one] - There is one application for which we thought of you.
       *[other] - There are { $applications } applications for which we thought of you.
    }
    { $load ->
        [one] - You would write a review of one application.
       *[other] - You would write reviews of at most { $load } of them; fewer is welcome.
    }
    - All is in English and on line.
    - Reviews are due by { $due }.
    - Honorarium: { $honorarium }

    Your answer
    Please answer by
    { $reply }
    You can accept, take fewer applications, ask for a later time, or decline.
    Each answer helps us. You can change it until the review begins.
    Please use this link:

    { $link }

    The link is yours alone, so please do not forward this letter.
    If you decline, you can suggest a colleague on that page.
    Opening the link records nothing; only the answer that you send counts.

    Confidentiality
    Applications are confidential. After you accept, we ask you to sign
    an undertaking and to declare conflicts of interest.
    No part of an application may be entered into a generative AI service.
    Applicants are not told who reviews; the office and those who decide
    on the funding know it.

    Your data
    We have your name, affiliation, address and publications from public
    sources, such as OpenAlex and the pages of institutions and publishers,
    or from a list that our office keeps. We use them only to find and
    invite reviewers. You can ask what we hold, have it corrected or
    deleted, or object: reply to this letter, and we do not write again.
    More stands behind the link, under “How we use your data”.

    Is this letter genuine?
    You can verify it here:
    { $verify }
    We never ask for a password or for bank details by e-mail.

    With kind regards,
    { $office }
    { $funder }

letter-answer-accepted = { $load ->
    [one] You accept, for one application at the most.
   *[other] You accept, for { $load } applications at the most.
}
letter-answer-deferred = You cannot review now, but could from { $from }.
letter-answer-declined = You decline.
letter-answer-body =
    Dear { $name },

    Thank you. We have received your answer about the call
    “{ $call }”:

    { $answer }

    If you accepted, the link below leads to the next step: a confidentiality
    undertaking, then conflicts of interest. It takes about five minutes.
    With the same link you can change your answer until the review begins,
    also if this answer was not yours:

    { $link }

    The link is yours alone; please do not forward this letter.

    With kind regards,
    { $office }
    { $funder }

letter-link-subject = Your new link
letter-link-body =
    Dear { $name },

    Somebody, probably you, asked for a new link to your invitation
    to review. Here it is:

    { $link }

    The link is yours alone; please do not forward this letter.
    If you did not ask for it, you need do nothing: nothing was changed.

    With kind regards,
    { $office }
    { $funder }

# Why this person: one sentence in the invitation. The year may be missing.
letter-why-publication = We ask you because of your { $year } publication “{ $title }”, which we found in public data.
letter-why-expertise = We ask you because your expertise fits this call: { $keywords }.
letter-why-field = We ask you because your field of research fits this call.
