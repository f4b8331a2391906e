//! The tables, in portable types: written once for both databases.
#![expect(missing_docs, reason = "the migrations document the columns")]

diesel::table! {
    use diesel::sql_types::{Text, Bool};
    use crate::kernel::sql::{DbTime, DbUuid};

    accounts (id) {
        id -> DbUuid,
        email -> Text,
        email_key -> Text,
        display_name -> Text,
        password_hash -> Text,
        role -> Text,
        language -> Text,
        active -> Bool,
        created_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::kernel::sql::{DbTime, DbUuid};

    sessions (token_hash) {
        token_hash -> Text,
        account_id -> DbUuid,
        created_at -> DbTime,
        expires_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable};
    use crate::kernel::sql::{DbTime, DbUuid};

    api_keys (id) {
        id -> DbUuid,
        name -> Text,
        token_hash -> Text,
        role -> Text,
        created_by -> Nullable<DbUuid>,
        created_at -> DbTime,
        revoked_at -> Nullable<DbTime>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable};
    use crate::kernel::sql::{DbJson, DbTime, DbUuid};

    events (id) {
        id -> DbUuid,
        at -> DbTime,
        name -> Text,
        actor_kind -> Text,
        actor_id -> Text,
        request_id -> DbUuid,
        call_id -> Nullable<DbUuid>,
        application_id -> Nullable<DbUuid>,
        person_id -> Nullable<DbUuid>,
        invitation_id -> Nullable<DbUuid>,
        payload -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Integer};
    use crate::kernel::sql::DbTime;

    idempotency_keys (scope, key) {
        scope -> Text,
        key -> Text,
        fingerprint -> Text,
        status -> Integer,
        body -> Text,
        created_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Integer, Nullable};
    use crate::kernel::sql::{DbTime, DbUuid};

    messages (id) {
        id -> DbUuid,
        kind -> Text,
        subject_id -> Text,
        sequence -> Integer,
        to_name -> Text,
        to_address -> Text,
        language -> Text,
        subject -> Text,
        body -> Text,
        link_id -> Nullable<DbUuid>,
        in_reply_to -> Nullable<Text>,
        message_id -> Text,
        state -> Text,
        attempts -> Integer,
        due_at -> DbTime,
        lease_until -> Nullable<DbTime>,
        lease_holder -> Nullable<Text>,
        last_error -> Nullable<Text>,
        created_at -> DbTime,
        sent_at -> Nullable<DbTime>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::kernel::sql::{DbTime, DbUuid};

    caught_letters (id) {
        id -> DbUuid,
        to_address -> Text,
        subject -> Text,
        body -> Text,
        raw -> Text,
        caught_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Bool, Integer};
    use crate::kernel::sql::{DbJson, DbTime, DbUuid};

    persons (id) {
        id -> DbUuid,
        family_name -> Text,
        given_name -> Text,
        name_order -> Text,
        native_name -> Nullable<Text>,
        sort_key -> Text,
        search_text -> Text,
        orcid -> Nullable<Text>,
        openalex_id -> Nullable<Text>,
        institution_name -> Nullable<Text>,
        department -> Nullable<Text>,
        country_code -> Nullable<Text>,
        time_zone -> Nullable<Text>,
        keywords -> DbJson,
        do_not_contact -> Bool,
        source -> Text,
        version -> Integer,
        created_at -> DbTime,
        updated_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::kernel::sql::DbUuid;

    person_names (id) {
        id -> DbUuid,
        person_id -> DbUuid,
        full_name -> Text,
        name_key -> Text,
        source -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Bool};
    use crate::kernel::sql::DbUuid;

    person_emails (id) {
        id -> DbUuid,
        person_id -> DbUuid,
        address -> Text,
        address_key -> Text,
        is_primary -> Bool,
        state -> Text,
        source -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Integer, Bool};
    use crate::kernel::sql::DbUuid;

    affiliations (id) {
        id -> DbUuid,
        person_id -> DbUuid,
        institution_name -> Text,
        institution_key -> Text,
        ror -> Nullable<Text>,
        department -> Nullable<Text>,
        country_code -> Nullable<Text>,
        start_year -> Nullable<Integer>,
        end_year -> Nullable<Integer>,
        is_current -> Bool,
        source -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text, Integer};
    use crate::kernel::sql::{DbTime, DbUuid};

    publications (id) {
        id -> DbUuid,
        openalex_id -> Nullable<Text>,
        doi -> Nullable<Text>,
        title -> Text,
        abstract_text -> Text,
        year -> Nullable<Integer>,
        author_count -> Integer,
        source -> Text,
        created_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::kernel::sql::DbUuid;

    authorships (publication_id, position) {
        publication_id -> DbUuid,
        position -> Integer,
        person_id -> Nullable<DbUuid>,
        raw_name -> Text,
        name_key -> Text,
        orcid -> Nullable<Text>,
        openalex_author_id -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::kernel::sql::DbTime;

    source_records (source, record) {
        source -> Text,
        record -> Text,
        content_hash -> Text,
        retrieved_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, BigInt};

    pool_revision (id) {
        id -> Integer,
        revision -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Integer};
    use crate::kernel::sql::{DbTime, DbUuid};

    calls (id) {
        id -> DbUuid,
        title -> Text,
        title_ja -> Text,
        programme -> Text,
        department -> Text,
        fiscal_year -> Integer,
        frame -> Text,
        round -> Integer,
        opens_on -> Text,
        closes_on -> Text,
        time_zone -> Text,
        review_due_at -> DbTime,
        reviewers_per_application -> Integer,
        max_load -> Integer,
        answer_days -> Integer,
        version -> Integer,
        created_at -> DbTime,
        updated_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Binary};
    use crate::kernel::sql::{DbTime, DbUuid};

    call_guidelines (call_id) {
        call_id -> DbUuid,
        file_name -> Text,
        media_type -> Text,
        sha256 -> Text,
        content -> Binary,
        uploaded_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::kernel::sql::{DbJson, DbTime, DbUuid};

    applications (id) {
        id -> DbUuid,
        call_id -> DbUuid,
        number -> Text,
        title -> Text,
        abstract_text -> Text,
        scientific_part -> Text,
        keywords -> DbJson,
        content_hash -> Text,
        created_at -> DbTime,
        updated_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Text, Nullable};
    use crate::kernel::sql::DbUuid;

    application_people (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        position -> Integer,
        name -> Text,
        name_key -> Text,
        role -> Text,
        orcid -> Nullable<Text>,
        erad_no -> Nullable<Text>,
        institution_name -> Nullable<Text>,
        institution_key -> Nullable<Text>,
        ror -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable};
    use crate::kernel::sql::DbUuid;

    application_exclusions (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        name -> Text,
        name_key -> Text,
        orcid -> Nullable<Text>,
        institution_name -> Nullable<Text>,
        reason -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Double};
    use crate::kernel::sql::{DbTime, DbUuid};

    shortlist_entries (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        person_id -> DbUuid,
        place -> Integer,
        score -> Double,
        added_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Integer, Nullable};
    use crate::kernel::sql::{DbTime, DbUuid};

    invitations (id) {
        id -> DbUuid,
        call_id -> DbUuid,
        person_id -> DbUuid,
        status -> Text,
        to_address -> Text,
        why -> Text,
        reply_by -> DbTime,
        offered_load -> Integer,
        accepted_load -> Nullable<Integer>,
        answered_at -> Nullable<DbTime>,
        decline_reason -> Nullable<Text>,
        decline_note -> Text,
        suggestion -> Text,
        available_from -> Nullable<Text>,
        version -> Integer,
        created_at -> DbTime,
        sent_at -> Nullable<DbTime>,
    }
}

diesel::table! {
    use diesel::sql_types::Double;
    use crate::kernel::sql::DbUuid;

    invitation_applications (invitation_id, application_id) {
        invitation_id -> DbUuid,
        application_id -> DbUuid,
        score -> Double,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable};
    use crate::kernel::sql::{DbTime, DbUuid};

    invitation_links (id) {
        id -> DbUuid,
        invitation_id -> DbUuid,
        token_hash -> Text,
        expires_at -> DbTime,
        revoked_at -> Nullable<DbTime>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::kernel::sql::{DbTime, DbUuid};

    undertakings (id) {
        id -> DbUuid,
        invitation_id -> DbUuid,
        text_version -> Text,
        text_hash -> Text,
        signed_name -> Text,
        signed_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::kernel::sql::{DbTime, DbUuid};

    coi_declarations (id) {
        id -> DbUuid,
        person_id -> DbUuid,
        application_id -> DbUuid,
        answer -> Text,
        details -> Text,
        snapshot_hash -> Text,
        rules_version -> Text,
        declared_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable};
    use crate::kernel::sql::{DbTime, DbUuid};

    coi_decisions (id) {
        id -> DbUuid,
        person_id -> DbUuid,
        application_id -> DbUuid,
        outcome -> Text,
        reason -> Text,
        evidence_fingerprint -> Text,
        declaration_id -> Nullable<DbUuid>,
        decided_by -> Text,
        decided_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Text, Nullable};
    use crate::kernel::sql::{DbJson, DbTime, DbUuid};

    assignment_plans (id) {
        id -> DbUuid,
        call_id -> DbUuid,
        number -> Integer,
        state -> Text,
        basis -> Text,
        content -> DbJson,
        created_at -> DbTime,
        closed_at -> Nullable<DbTime>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Double, Integer};
    use crate::kernel::sql::{DbTime, DbUuid};

    assignments (id) {
        id -> DbUuid,
        call_id -> DbUuid,
        application_id -> DbUuid,
        person_id -> DbUuid,
        invitation_id -> DbUuid,
        state -> Text,
        review_state -> Text,
        review_state_at -> Nullable<DbTime>,
        score -> Double,
        public_ref -> Text,
        version -> Integer,
        created_at -> DbTime,
        handed_off_at -> Nullable<DbTime>,
        released_at -> Nullable<DbTime>,
    }
}

diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(person_names -> persons (person_id));
diesel::joinable!(person_emails -> persons (person_id));
diesel::joinable!(affiliations -> persons (person_id));
diesel::joinable!(authorships -> publications (publication_id));
diesel::joinable!(authorships -> persons (person_id));
diesel::joinable!(call_guidelines -> calls (call_id));
diesel::joinable!(applications -> calls (call_id));
diesel::joinable!(application_people -> applications (application_id));
diesel::joinable!(application_exclusions -> applications (application_id));
diesel::joinable!(shortlist_entries -> applications (application_id));
diesel::joinable!(shortlist_entries -> persons (person_id));
diesel::joinable!(invitations -> calls (call_id));
diesel::joinable!(invitations -> persons (person_id));
diesel::joinable!(invitation_applications -> invitations (invitation_id));
diesel::joinable!(invitation_applications -> applications (application_id));
diesel::joinable!(invitation_links -> invitations (invitation_id));
diesel::joinable!(undertakings -> invitations (invitation_id));
diesel::joinable!(coi_declarations -> persons (person_id));
diesel::joinable!(coi_declarations -> applications (application_id));
diesel::joinable!(coi_decisions -> persons (person_id));
diesel::joinable!(coi_decisions -> applications (application_id));
diesel::joinable!(coi_decisions -> coi_declarations (declaration_id));
diesel::joinable!(assignment_plans -> calls (call_id));
diesel::joinable!(assignments -> calls (call_id));
diesel::joinable!(assignments -> applications (application_id));
diesel::joinable!(assignments -> persons (person_id));
diesel::joinable!(assignments -> invitations (invitation_id));

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    sessions,
    api_keys,
    events,
    idempotency_keys,
    messages,
    caught_letters,
    persons,
    person_names,
    person_emails,
    affiliations,
    publications,
    authorships,
    source_records,
    pool_revision,
    calls,
    call_guidelines,
    applications,
    application_people,
    application_exclusions,
    shortlist_entries,
    invitations,
    invitation_applications,
    invitation_links,
    undertakings,
    coi_declarations,
    coi_decisions,
    assignment_plans,
    assignments,
);
