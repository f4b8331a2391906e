## Candidates for an application.
cand-title = Find reviewers
cand-listed-of = Shortlisted { $a }, wanted { $b }
cand-open-shortlist = Open shortlist
cand-words = Keyword, name or institution
cand-words-hint = Every word must occur
cand-filters = Filters
cand-show = Candidates shown
cand-show-all = All
cand-show-askable = Those who may be asked
cand-show-blocked = Those who may not be asked
cand-country = Country or region
cand-more-countries = { $n ->
    [one] One more
   *[other] { $n } more
}
cand-apply = Apply filters
cand-searching = Searching…
cand-count = { $n ->
    [one] { $n } candidate
   *[other] { $n } candidates
}
cand-in-use = Filters in use
cand-chip-words = Words: { $v }
cand-remove-filter = { "Remove filter: " }
cand-clear = Clear all
cand-none = Nobody matches these filters.
cand-none-at-all = No publication and no declared expertise in the pool shares a term with this application. Check that its abstract is in English, or import more candidates.
cand-none-even-so = Dropping the filters does not help either. Check that the application has an English abstract, or import more candidates.
cand-drop-words = Drop the words ({ $n } found)
cand-drop-countries = Drop the countries and regions ({ $n } found)
cand-drop-show = Show all, those who may not be asked too ({ $n } found)
cand-drop-all = Drop all filters ({ $n } found)
cand-select-page = Select all on this page
cand-select = Select: { $v }
cand-match = Match
cand-on-shortlist = Shortlist, place { $n }
cand-invited = Invitation: { $v }
cand-no-institution = Institution unknown
cand-why = Why:
cand-by-expertise = Declared expertise
cand-conflict = Conflict of interest:
cand-declared-none = The reviewer declared no conflict.
cand-declared-unsure = The reviewer is not sure.
cand-declared-conflict = The reviewer declared a conflict.
cand-decided-cleared = An officer decided: may review.
cand-decided-excluded = An officer decided: may not review this application.
cand-check-conflict = Look at the evidence
cand-selected = selected
cand-add = Add to shortlist
cand-pages = Pages
cand-previous = Previous
cand-next = Next
cand-page-of = { $a } of { $b }

## The shortlist.
short-title = Shortlist
short-find-more = Find more
short-find = Find reviewers
short-invite = Prepare invitations ({ $n })
short-wanted = reviewers wanted
short-accepted = accepted
short-pending = invited, no answer yet
short-lost = declined or lost
short-empty = Nobody is on the shortlist yet.
short-order = Order of invitation
short-order-hint = Invite from the top. Backups follow the first choices.
short-col-place = Place
short-col-name = Name
short-col-role = Role
short-col-match = Match
short-col-conflict = Conflict of interest
short-col-invitation = Invitation
short-col-actions = Actions
short-col-topic = Topic
short-first-choice = First choice
short-backup = Backup { $n }
short-not-invited = Not invited
short-status-queued = To be sent
short-status-sent = Sent, no answer
short-status-accepted = Accepted
short-status-declined = Declined
short-status-deferred = Asked for later
short-status-bounced = Bounced
short-status-expired = No answer in time
short-status-withdrawn = Withdrawn
short-check = Look
short-up = Up
short-down = Down
short-remove = Remove
short-topics = Topics covered
short-topics-hint = Terms of the application that occur in the publications or the declared expertise of those on the shortlist.
short-yes = yes
short-no = no
done-short-added = { $n ->
    [0] Nothing changed: they were on the shortlist already.
    [one] One person was added to the shortlist.
   *[other] { $n } people were added to the shortlist.
}
done-short-ordered = The order was changed.
done-short-removed = The person was taken off the shortlist.

## The pool.
pool-title = Reviewers
pool-words = Name, institution, expertise or ORCID iD
pool-all-countries = All
pool-search = Search
pool-shown = { $n ->
    [one] { $n } person on this page
   *[other] { $n } people on this page
}
pool-none-found = Nobody matches. Use fewer words, or another country or region.
pool-show-all = Show all
pool-empty = The pool is empty. Import candidates first.
pool-first-page = First page
pool-col-name = Name
pool-col-institution = Institution
pool-col-state = Restriction
pool-col-years = Years
pool-col-source = Source
pool-col-title = Title
pool-col-year = Year
pool-col-authors = Authors
pool-eligibility = May be asked
pool-eligibility-eligible = May be asked
pool-eligibility-country-unknown = Country unknown: check first
pool-eligibility-in-japan = Works in Japan: not to be asked
pool-eligibility-do-not-contact = Do not contact
pool-eligibility-why-eligible = Every current affiliation that is known lies outside Japan.
pool-eligibility-why-country-unknown = No country of a current affiliation is known. Check where the person works before you ask.
pool-eligibility-why-in-japan = A current affiliation lies in Japan. Reviewers work outside Japan, whatever their nationality.
pool-eligibility-why-do-not-contact = The person asked never to be written to.
pool-history = History
pool-affiliations = Affiliations
pool-no-affiliations = No affiliation is known.
pool-years = { $a }–{ $b }
pool-current = current
pool-expertise = Declared expertise
pool-no-expertise = No expertise was declared.
pool-publications = Publications
pool-no-publications = No publication is known.
pool-newest = { $n ->
    [one] The only one
   *[other] The newest { $n }
}
pool-about = About the person
pool-identity = Identity
pool-family-name = Family name
pool-given-name = Given names
pool-native-name = In own script
pool-other-names = Other names
pool-unknown = unknown
pool-department = Department
pool-zone = Time zone
pool-contact = Contact
pool-no-address = No e-mail address is known.
pool-primary = used first
pool-wish = Wish not to be contacted
pool-wish-none = None is known. Note it here when the person asks for it in a letter.
pool-wish-stopped = The person is not to be contacted, and cannot be shortlisted, invited or assigned. Allow contact again only if the person wants it.
pool-contact-stop = Do not contact any more
pool-contact-allow = Allow contact again
done-pool-contact-stopped = The person is not to be contacted any more.
done-pool-contact-allowed = The person may be contacted again.
pool-email-unverified = Not verified
pool-email-verified = Verified
pool-email-bounced = Bounced
pool-source-openalex = OpenAlex
pool-source-csv = Own list (CSV)
pool-import-link = Import candidates
pool-import-title = Import candidates
pool-choose = Choose a file
pool-source-kind = Kind of file
pool-kind-csv = Own list of candidates (CSV)
pool-kind-openalex-authors = OpenAlex authors (JSON Lines)
pool-kind-openalex-works = OpenAlex works (JSON Lines)
pool-kind-hint-csv = UTF-8, with a heading. Needs the column “name” or “family_name”.
pool-kind-hint-openalex-authors = One author record on each line. Import authors before their works.
pool-kind-hint-openalex-works = One work on each line. Works by people of the pool are taken.
pool-file = File
pool-file-hint = The same file again changes nothing. To import after checking, choose the file again.
pool-check-only = Check only
pool-import-button = Import
pool-report-checked = Check of { $v }
pool-report-imported = Import of { $v }
pool-report-dry = Nothing was written. This is what an import would do.
pool-report-done = { $n ->
    [one] One record was read.
   *[other] { $n } records were read.
}
pool-report-rejected = { $n ->
    [one] One was refused; the reason stands beside it.
   *[other] { $n } were refused; the reasons stand beside them.
}
pool-report-rows = Records, refused ones first
pool-report-shortened = The list is shortened. The counts above are complete.
pool-col-line = Line
pool-col-label = Record
pool-col-outcome = Result
pool-col-why = Reason
pool-outcome-created = New
pool-outcome-updated = Updated
pool-outcome-unchanged = Unchanged
pool-outcome-rejected = Refused

## Conflicts of interest.
coi-title = Conflicts of interest
coi-lead = People who accepted and whose conflict of interest waits for a decision, in the newest calls.
coi-none-waiting = Nothing waits for a decision.
coi-waiting = { $n ->
    [one] One waits for a decision
   *[other] { $n } wait for a decision
}
coi-col-person = Reviewer
coi-col-application = Application
coi-col-call = Call
coi-col-action = Action
coi-decide-link = Decide
coi-decide-about = { " " }on { $a }, { $b }
coi-decide-title = Decide a conflict of interest
coi-reviewer = Reviewer
coi-people = People on the application
coi-colon = { ": " }
coi-named-below = (named in the evidence)
coi-open-application = Open the application
coi-role-principal-investigator = Principal investigator
coi-role-co-investigator = Co-investigator
coi-role-member = Member
coi-role-mentor = Mentor
coi-evidence = Evidence found
coi-no-evidence = The data show no tie. That does not mean there is none.
coi-col-found = What was found
coi-col-facts = Details
coi-col-severity = By the rules
coi-col-certainty = Certainty
coi-found-self-on-application = Is on the application: { $v }
coi-found-applicant-excluded = The applicants ask to leave out { $v }
coi-found-co-author = Wrote a paper with { $v }
coi-found-same-institution = Works at the institution of { $v }
coi-found-japan-tie = Worked in Japan not long ago
coi-quoted = “{ $v }”
coi-fact-year = { $v }
coi-fact-authors = { $n ->
    [one] { $n } author
   *[other] { $n } authors
}
coi-screening-clear = Nothing found
coi-screening-suspected = To check
coi-screening-conflict = Conflict
coi-certainty-identifier = By identifier (ORCID or ROR)
coi-certainty-name = By name only, may be a namesake
coi-verdict-not-declared = No conflict found (automatic)
coi-verdict-to-check = Conflict to check
coi-verdict-needs-decision = Conflict to decide
coi-verdict-cleared = Conflict cleared
coi-verdict-excluded = Conflict
coi-declarations = Declared by the reviewer
coi-no-declaration = The reviewer has not declared anything yet.
coi-answer-none = No conflict
coi-answer-unsure = Not sure
coi-answer-conflict = Conflict
coi-decisions = Decisions
coi-no-decision = Nothing has been decided yet.
coi-latest = (the latest, which counts)
coi-outcome-cleared = May review
coi-outcome-excluded = May not review this application
coi-nothing = There is nothing to decide on: the data show no tie, and the reviewer has not declared anything.
coi-decision = Decision
coi-decision-question = May this person review this application?
coi-choose-cleared = No conflict: may review
coi-choose-excluded = Conflict: may not review this application
coi-reason = Reason
coi-reason-hint = Kept in the history and may be disclosed on request. Write facts only.
coi-record = Record decision
coi-changed = Since you opened this page, something new was found or declared. Look at the evidence again, then record your decision.
done-coi-decided = The decision was recorded.
