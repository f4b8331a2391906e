-- identity -----------------------------------------------------------------
CREATE TABLE accounts (
    id UUID PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL CONSTRAINT accounts_role CHECK (role IN ('administrator', 'programme_officer', 'review_system')),
    language TEXT NOT NULL CONSTRAINT accounts_language CHECK (language IN ('en', 'ja')),
    active BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE api_keys (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CONSTRAINT api_keys_role CHECK (role IN ('administrator', 'programme_officer', 'review_system')),
    created_by UUID REFERENCES accounts (id) ON DELETE SET NULL,
    created_at TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ
);

-- audit --------------------------------------------------------------------
CREATE TABLE events (
    id UUID PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    name TEXT NOT NULL,
    actor_kind TEXT NOT NULL CONSTRAINT events_actor_kind CHECK (actor_kind IN ('account', 'program', 'reviewer', 'system')),
    actor_id TEXT NOT NULL,
    request_id UUID NOT NULL,
    call_id UUID,
    application_id UUID,
    person_id UUID,
    invitation_id UUID,
    payload JSONB NOT NULL
);
CREATE INDEX events_by_call ON events (call_id, id);
CREATE INDEX events_by_application ON events (application_id, id);
CREATE INDEX events_by_person ON events (person_id, id);
CREATE INDEX events_by_invitation ON events (invitation_id, id);

CREATE TABLE idempotency_keys (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (scope, key)
);

-- mail ---------------------------------------------------------------------
CREATE TABLE messages (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    to_name TEXT NOT NULL,
    to_address TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    link_id UUID,
    in_reply_to TEXT,
    message_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CONSTRAINT messages_state CHECK (state IN ('queued', 'leased', 'handing_over', 'sent', 'failed', 'cancelled', 'uncertain')),
    attempts INTEGER NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    lease_until TIMESTAMPTZ,
    lease_holder TEXT,
    last_error TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ,
    UNIQUE (kind, subject_id, sequence)
);
CREATE INDEX messages_due ON messages (state, due_at);

CREATE TABLE caught_letters (
    id UUID PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    raw TEXT NOT NULL,
    caught_at TIMESTAMPTZ NOT NULL
);

-- people -------------------------------------------------------------------
CREATE TABLE persons (
    id UUID PRIMARY KEY,
    family_name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    name_order TEXT NOT NULL CONSTRAINT persons_name_order CHECK (name_order IN ('given_first', 'family_first')),
    native_name TEXT,
    sort_key TEXT COLLATE "C" NOT NULL,
    search_text TEXT NOT NULL,
    orcid TEXT UNIQUE,
    openalex_id TEXT UNIQUE,
    institution_name TEXT,
    department TEXT,
    country_code TEXT,
    time_zone TEXT,
    keywords JSONB NOT NULL,
    do_not_contact BOOLEAN NOT NULL,
    source TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX persons_sorted ON persons (sort_key, id);
CREATE INDEX persons_by_country ON persons (country_code);

CREATE TABLE person_names (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    full_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (person_id, full_name)
);
CREATE INDEX person_names_by_key ON person_names (name_key);

CREATE TABLE person_emails (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL UNIQUE,
    is_primary BOOLEAN NOT NULL,
    state TEXT NOT NULL CONSTRAINT person_emails_state CHECK (state IN ('unverified', 'verified', 'bounced')),
    source TEXT NOT NULL
);
CREATE INDEX person_emails_by_person ON person_emails (person_id);

CREATE TABLE affiliations (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    institution_name TEXT NOT NULL,
    institution_key TEXT NOT NULL,
    ror TEXT,
    department TEXT,
    country_code TEXT,
    start_year INTEGER,
    end_year INTEGER,
    is_current BOOLEAN NOT NULL,
    source TEXT NOT NULL
);
CREATE INDEX affiliations_by_person ON affiliations (person_id);
CREATE INDEX affiliations_by_institution ON affiliations (institution_key);

CREATE TABLE publications (
    id UUID PRIMARY KEY,
    openalex_id TEXT UNIQUE,
    doi TEXT UNIQUE,
    title TEXT NOT NULL,
    abstract_text TEXT NOT NULL,
    year INTEGER,
    author_count INTEGER NOT NULL,
    source TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE authorships (
    publication_id UUID NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    person_id UUID REFERENCES persons (id) ON DELETE SET NULL,
    raw_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    orcid TEXT,
    openalex_author_id TEXT,
    PRIMARY KEY (publication_id, position)
);
CREATE INDEX authorships_by_person ON authorships (person_id);
CREATE INDEX authorships_by_name ON authorships (name_key);
CREATE INDEX authorships_by_orcid ON authorships (orcid);
CREATE INDEX authorships_by_author ON authorships (openalex_author_id);

-- What every source last said of every record, so that the same record again changes nothing.
CREATE TABLE source_records (
    source TEXT NOT NULL,
    record TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    retrieved_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (source, record)
);

-- One row, raised by every change of the pool, so that every instance sees that its index is old.
CREATE TABLE pool_revision (
    id INTEGER PRIMARY KEY CONSTRAINT pool_revision_single CHECK (id = 1),
    revision BIGINT NOT NULL
);
INSERT INTO pool_revision (id, revision) VALUES (1, 0);

-- calls --------------------------------------------------------------------
CREATE TABLE calls (
    id UUID PRIMARY KEY,
    title TEXT NOT NULL,
    title_ja TEXT NOT NULL,
    programme TEXT NOT NULL,
    department TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    frame TEXT NOT NULL,
    round INTEGER NOT NULL,
    opens_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    review_due_at TIMESTAMPTZ NOT NULL,
    reviewers_per_application INTEGER NOT NULL,
    max_load INTEGER NOT NULL,
    answer_days INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE call_guidelines (
    call_id UUID PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content BYTEA NOT NULL,
    uploaded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE applications (
    id UUID PRIMARY KEY,
    call_id UUID NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    abstract_text TEXT NOT NULL,
    scientific_part TEXT NOT NULL,
    keywords JSONB NOT NULL,
    content_hash TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    UNIQUE (call_id, number)
);

CREATE TABLE application_people (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    role TEXT NOT NULL CONSTRAINT application_people_role CHECK (role IN ('principal_investigator', 'co_investigator', 'member', 'mentor')),
    orcid TEXT,
    erad_no TEXT,
    institution_name TEXT,
    institution_key TEXT,
    ror TEXT,
    UNIQUE (application_id, position)
);

CREATE TABLE application_exclusions (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    orcid TEXT,
    institution_name TEXT,
    reason TEXT NOT NULL
);
CREATE INDEX application_exclusions_by_application ON application_exclusions (application_id);

-- invitations --------------------------------------------------------------
CREATE TABLE shortlist_entries (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    person_id UUID NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    added_at TIMESTAMPTZ NOT NULL,
    UNIQUE (application_id, person_id)
);

CREATE TABLE invitations (
    id UUID PRIMARY KEY,
    call_id UUID NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    person_id UUID NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    status TEXT NOT NULL CONSTRAINT invitations_status CHECK (status IN ('queued', 'sent', 'accepted', 'declined', 'deferred', 'bounced', 'expired', 'withdrawn')),
    to_address TEXT NOT NULL,
    why TEXT NOT NULL,
    reply_by TIMESTAMPTZ NOT NULL,
    offered_load INTEGER NOT NULL,
    accepted_load INTEGER,
    answered_at TIMESTAMPTZ,
    decline_reason TEXT CONSTRAINT invitations_decline_reason CHECK (decline_reason IN ('time', 'field', 'conflict', 'policy', 'foreign_agency', 'pay', 'other')),
    decline_note TEXT NOT NULL,
    suggestion TEXT NOT NULL,
    available_from TEXT,
    version INTEGER NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ,
    UNIQUE (call_id, person_id)
);

CREATE TABLE invitation_applications (
    invitation_id UUID NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    score DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (invitation_id, application_id)
);

CREATE TABLE invitation_links (
    id UUID PRIMARY KEY,
    invitation_id UUID NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    expires_at TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ
);
CREATE INDEX invitation_links_by_invitation ON invitation_links (invitation_id);

CREATE TABLE undertakings (
    id UUID PRIMARY KEY,
    invitation_id UUID NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
    text_version TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    signed_name TEXT NOT NULL,
    signed_at TIMESTAMPTZ NOT NULL,
    UNIQUE (invitation_id, text_hash)
);

-- coi ----------------------------------------------------------------------
CREATE TABLE coi_declarations (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    answer TEXT NOT NULL CONSTRAINT coi_declarations_answer CHECK (answer IN ('none', 'unsure', 'conflict')),
    details TEXT NOT NULL,
    snapshot_hash TEXT NOT NULL,
    rules_version TEXT NOT NULL,
    declared_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX coi_declarations_by_pair ON coi_declarations (application_id, person_id, id);

CREATE TABLE coi_decisions (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    outcome TEXT NOT NULL CONSTRAINT coi_decisions_outcome CHECK (outcome IN ('cleared', 'excluded')),
    reason TEXT NOT NULL,
    evidence_fingerprint TEXT NOT NULL,
    declaration_id UUID REFERENCES coi_declarations (id) ON DELETE CASCADE,
    decided_by TEXT NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX coi_decisions_by_pair ON coi_decisions (application_id, person_id, id);

-- assignment ---------------------------------------------------------------
CREATE TABLE assignment_plans (
    id UUID PRIMARY KEY,
    call_id UUID NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    state TEXT NOT NULL CONSTRAINT assignment_plans_state CHECK (state IN ('proposed', 'applied', 'discarded')),
    basis TEXT NOT NULL,
    content JSONB NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ,
    UNIQUE (call_id, number)
);

CREATE TABLE assignments (
    id UUID PRIMARY KEY,
    call_id UUID NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    person_id UUID NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    invitation_id UUID NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
    state TEXT NOT NULL CONSTRAINT assignments_state CHECK (state IN ('planned', 'handed_off', 'released')),
    review_state TEXT NOT NULL CONSTRAINT assignments_review_state CHECK (review_state IN ('not_opened', 'opened', 'in_progress', 'submitted')),
    review_state_at TIMESTAMPTZ,
    score DOUBLE PRECISION NOT NULL,
    public_ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    handed_off_at TIMESTAMPTZ,
    released_at TIMESTAMPTZ
);
CREATE INDEX assignments_by_call ON assignments (call_id, id);
CREATE UNIQUE INDEX assignments_live ON assignments (application_id, person_id) WHERE state <> 'released';
