## Inviting: check and send
batch-title = Check invitations before sending
batch-steps = Steps of inviting
batch-step-choose = Shortlists
batch-step-check = Check
batch-step-sent = Send
batch-not-ready = This call cannot invite yet.
batch-missing-guideline = The English guideline is not attached.
batch-missing-applications = The call has no applications yet.
batch-missing-review-due-past = The review date is in the past.
batch-mend-guideline = Attach the guideline
batch-mend-applications = Import applications
batch-mend-review-due-past = Change the review date
batch-empty = Nobody is on a shortlist of this call yet
batch-empty-why = Open an application, find candidates and add them to its shortlist. They then stand here.
batch-ready = { $n ->
    [one] { $n } letter can be sent.
   *[other] { $n } letters can be sent.
}
batch-held = { $n ->
    [one] { $n } person is held back.
   *[other] { $n } people are held back.
}
batch-select-all = Select everybody who can be written to
batch-recipients = Recipients ({ $n })
batch-col-send = Send
batch-col-name = Name
batch-col-applications = Applications and match
batch-col-check = Check
batch-col-letter = Letter
batch-send-to = Send to { $v }
batch-not-sent = Not sent
batch-score = match { $v }
batch-fine = Can be sent
batch-see-letter = See the letter
batch-hint = Letters leave within a minute or two. Nobody gets a second letter for the same call, even if you press the button twice.
batch-send = { $n ->
    [one] Send { $n } letter
   *[other] Send { $n } letters
}
batch-none-chosen = Select at least one person to write to.
batch-first-letter = First letter
batch-first-letter-to = As it would leave to
batch-letter-title = Letter
batch-letter-to = Letter to { $v }
batch-letter-intro = This is the letter exactly as it would leave now. The personal link is put in when it leaves.
batch-against = Before sending
batch-back = Back to the check
batch-problem-no-address = No address
batch-problem-already-invited = Already invited
batch-problem-in-japan = In Japan
batch-problem-do-not-contact = Do not contact
batch-problem-conflict = Conflict of interest
batch-problem-conflict-for-some = Conflict for some
batch-problem-conflict-to-check = Conflict to check
batch-problem-country-unknown = Country unknown
batch-why-no-address = No e-mail address is known that works.
batch-why-already-invited = This person has an invitation for this call.
batch-why-in-japan = This person works in Japan now; only reviewers abroad are invited.
batch-why-do-not-contact = This person asked never to be written to.
batch-why-conflict = A conflict excludes this person from every application they are listed for.
batch-why-conflict-for-some = The applications with a conflict are left out of the letter.
batch-why-conflict-to-check = Something was found that you should look at first. The letter can be sent.
batch-why-country-unknown = It is not known where this person works. The letter can be sent.
done-invited = { $n ->
    [0] No new letter was written: everybody you chose was invited before or is held back.
    [one] { $n } letter is in the outbox.
   *[other] { $n } letters are in the outbox.
}

## Invitations
inv-title = Invitations
inv-invite = Invite more people
inv-filter = Show by status
inv-filter-all = All
inv-filter-count = { $a } ({ $b })
inv-caption = { $n ->
    [one] { $n } invitation
   *[other] { $n } invitations
}
inv-empty = Nobody has been invited yet
inv-empty-why = Put candidates on the shortlists of the applications, then invite them together.
inv-status-queued = Waiting to leave
inv-status-sent = No answer yet
inv-status-accepted = Accepted
inv-status-declined = Declined
inv-status-deferred = Available later
inv-status-bounced = Bounced
inv-status-expired = Reply date passed
inv-status-withdrawn = Withdrawn
inv-col-name = Reviewer
inv-col-status = Status
inv-col-created = Invited
inv-col-sent = Sent
inv-col-reply-by = Reply by
inv-col-answered = Answered
inv-col-load = Load
inv-col-institution = Institution, country or region
inv-col-signed = Undertaking
inv-col-letters = Letters
inv-col-reason = Reason
inv-col-available = Available from
inv-col-application = Application
inv-col-match = Match
inv-col-conflict = Conflict of interest
inv-col-kind = Letter
inv-col-delivery = Delivery
inv-col-attempts = Attempts
inv-col-when = Time
inv-col-error = What the mail server said
inv-no-error = No error
inv-not-yet = Not yet
inv-load-offered = up to { $v } offered
inv-load-taken = { $a } of { $b }
inv-more = Details
inv-reason-is = Reason: { $v }
inv-available-from = Available from { $v }
inv-note = In their words
inv-suggestion = Whom they suggest
inv-reason-time = No time in this period
inv-reason-field = Not their field
inv-reason-conflict = Conflict of interest with the call
inv-reason-policy = Their institution does not allow it
inv-reason-foreign-agency = Does not review for agencies abroad
inv-reason-pay = Pay or tax
inv-reason-other = Another reason
inv-one-title = Invitation
inv-one-of = Invitation of { $v }
inv-history = History
inv-answer = State and answer
inv-applications = Applications
inv-applications-caption = Applications that the invitation is about
inv-letters-caption = Letters of this invitation and what became of them
inv-see-conflict = Look at the evidence
inv-verdict-not-declared = Not declared yet
inv-verdict-to-check = To check
inv-verdict-needs-decision = Decision needed
inv-verdict-cleared = Cleared
inv-verdict-excluded = Conflict
inv-person = Reviewer
inv-why = What the letter says about why them
inv-withdrawal = Withdraw
inv-withdraw-effect = The personal link stops working at once, and letters that have not left are cancelled. No letter tells the reviewer. This cannot be undone: the person cannot be invited to this call again.
inv-withdraw = Withdraw this invitation for good
inv-withdrawn-already = This invitation was withdrawn. The personal link does not open any more.
inv-handed-off = The assignment is with the review system, so the invitation cannot be withdrawn here.
done-invitation-withdrawn = The invitation was withdrawn.

## Assignments
asg-title = Assignments
asg-propose = Propose an assignment
asg-hand-over = { $n ->
    [one] Hand over { $n } assignment to the review system
   *[other] Hand over { $n } assignments to the review system
}
asg-intro = A proposal changes nothing until you apply it. What was handed over stays as it is.
asg-tiles = Numbers of assignments
asg-tile-planned = planned
asg-tile-handed-off = with the review system
asg-tile-submitted = reviews submitted
asg-empty = Nobody is assigned yet
asg-empty-why = When reviewers have accepted, signed and declared, propose an assignment.
asg-caption = { $n ->
    [one] { $n } assignment
   *[other] { $n } assignments
}
asg-col-application = Application
asg-col-reviewer = Reviewer
asg-col-country = Country or region
asg-col-match = Match
asg-col-state = State
asg-col-review = Review
asg-col-ref = Public reference
asg-col-why = Why not
asg-col-plan = Proposal
asg-col-changes = Changes
asg-col-made = Made
asg-no-review = Not handed over
asg-state-planned = Planned
asg-state-handed-off = Handed over
asg-state-released = Released
asg-review-not-opened = Not opened
asg-review-opened = Opened
asg-review-in-progress = In progress
asg-review-submitted = Submitted
asg-plans = Proposals
asg-plans-caption = Proposals of this call, the newest first
asg-result-title = Result of handing over
asg-handed-over = { $n ->
    [0] No assignment was handed over.
    [one] { $n } assignment was handed over.
   *[other] { $n } assignments were handed over.
}
asg-kept-back = { $n ->
    [one] { $n } was kept back.
   *[other] { $n } were kept back.
}
asg-kept-back-caption = Assignments that were kept back
asg-not-ready-not-accepted = Not accepted
asg-not-ready-not-signed = Not signed
asg-not-ready-not-cleared = Conflict not cleared
asg-not-ready-not-eligible = Not eligible
asg-mend-not-accepted = The reviewer does not accept any more. Propose a new assignment.
asg-mend-not-signed = The confidentiality undertaking is not signed.
asg-mend-not-cleared = Decide on the conflict of interest first.
asg-mend-not-eligible = The reviewer works in Japan now or is not to be contacted. Propose a new assignment.
asg-back = Back to the assignments
done-handed-over = { $n ->
    [0] There was nothing to hand over.
    [one] { $n } assignment was handed over to the review system.
   *[other] { $n } assignments were handed over to the review system.
}

## A proposed assignment
plan-title = Proposal
plan-title-of = Proposal { $v }
plan-state-proposed = To be decided
plan-state-applied = Applied
plan-state-discarded = Discarded
plan-made = Made { $v }.
plan-closed = Closed { $v }.
plan-outdated = The data changed since this proposal was made: an answer, a signature, a conflict or an assignment. Make a new proposal.
plan-again = Propose again
plan-tiles = Now and after applying everything
plan-tile-assignments = Assignments
plan-tile-lowest = Lowest match
plan-tile-total = Total of the raw scores
plan-no-score = none
plan-changes = { $n ->
    [one] { $n } change
   *[other] { $n } changes
}
plan-empty = Nothing to change
plan-empty-why = The assignments are as good as they can be with the reviewers who are cleared.
plan-select-all = Select all
plan-col-apply = Apply
plan-col-apply-one = Apply: { $v }
plan-col-change = Change
plan-col-application = Application
plan-col-reviewer = Reviewer
plan-col-match = Match
plan-col-load = Takes up to
plan-change-add = Assign
plan-change-remove = Remove
plan-chosen = Changes selected:
plan-apply = Apply the selected changes
plan-discard = Discard the proposal
plan-none-chosen = Select at least one change, or discard the proposal.
plan-shortfalls = Applications that stay short
plan-no-shortfall = Every application gets as many reviewers as the call wants.
plan-short = Reviewers missing: { $a }. Reviewers cleared for it: { $b }.
plan-shortfall-mend = Open an application to find and invite more candidates.
plan-reading = How to read this
plan-reading-text = The proposal first gives as many applications as possible the reviewers they want, then the best match. It keeps every limit that reviewers set, every conflict of interest and everything that was handed over.
done-plan-applied = { $n ->
    [one] { $n } change was applied.
   *[other] { $n } changes were applied.
}
done-plan-discarded = The proposal was discarded.

## Letters
mail-outbox-title = Letters that need attention
mail-outbox-intro = Other letters leave by themselves and are tried again for two days.
mail-outbox-empty = No letter needs attention
mail-outbox-empty-why = A letter stands here when a mail server refused it for good, or when nobody can know whether it arrived.
mail-outbox-caption = { $n ->
    [one] { $n } letter to decide on
   *[other] { $n } letters to decide on
}
mail-to = To
mail-from = From
mail-subject = Subject
mail-personal-link = personal link
mail-col-letter = Letter
mail-col-state = State
mail-col-said = What the mail server said
mail-col-settle = Decide
mail-col-caught = Time
mail-attempts = { $n ->
    [one] { $n } attempt
   *[other] { $n } attempts
}
mail-nothing-said = Nothing was said
mail-settle-arrived = It did arrive
mail-settle-again = Send again
mail-kind-invitation = Invitation
mail-kind-answer-received = Answer confirmed
mail-kind-fresh-link = New link
mail-state-queued = Waiting to leave
mail-state-leased = About to leave
mail-state-handing-over = Leaving
mail-state-sent = Sent
mail-state-failed = Not delivered
mail-state-cancelled = Cancelled
mail-state-uncertain = Unknown whether it arrived
mail-mailbox-title = Trial mailbox
mail-trial = This is a trial: no letter leaves this computer. Every letter is kept in the trial mailbox instead.
mail-trial-letter = This is a trial: this letter did not leave. The link in it works and opens the reviewer’s page.
mail-mailbox-empty = No letters yet
mail-mailbox-empty-why = Invite somebody: the letter comes here within a minute or two.
mail-mailbox-caption = { $n ->
    [one] { $n } letter, the newest first
   *[other] { $n } letters, the newest first
}
mail-caught-title = Letter in the trial mailbox
mail-caught-at = Kept { $v }
mail-raw = As it would have gone over the wire
done-mail-arrived = The letter is marked as sent.
done-mail-again = The letter will be sent again.

## Administration
admin-nav = Administration
admin-role = Role
admin-role-administrator = Administrator
admin-role-programme-officer = Programme officer
admin-role-review-system = Review system
admin-role-may-administrator = Everything, accounts and keys included.
admin-role-may-programme-officer = Calls, candidates, invitations, conflicts and assignments.
admin-role-may-review-system = Reads what was handed over and reports the progress of reviews; nothing else.
admin-col-created = Since
admin-col-state = State
admin-col-revoke = Revoke
admin-keys-title = API keys
admin-keys-intro = A program sends its key with every request. Give each program a key of its own.
admin-keys-empty = There are no keys yet.
admin-keys-caption = Keys, the oldest first
admin-key-name = What the key is for
admin-key-new = Issue a key
admin-key-issue = Issue the key
admin-key-issued = New key: { $v }
admin-key-once = Copy the key now. It is not stored and cannot be shown again.
admin-key-active = Active
admin-key-revoked = Revoked
admin-key-revoke = Revoke for good
admin-nothing-to-do = Nothing to do
admin-accounts-title = Accounts
admin-accounts-caption = Accounts, the oldest first
admin-account-name = Name
admin-account-email = E-mail address
admin-account-language = Language of the pages
admin-account-active = Active
admin-account-closed = Closed
admin-account-new = Create an account
admin-account-password = Password
admin-account-password-hint = At least 12 characters. Give it to the person by another way than e-mail.
admin-account-create = Create the account
done-key-revoked = The key was revoked.
done-account-created = The account was created.
