//! What people do in a browser: the whole way of a call, with scripts and without, on a phone, by keyboard;
//! and what every page owes to everybody.

mod careful;
mod every_page;
mod officer;
mod reviewer;
mod visitor;
mod whole_way;

use crate::{
    story,
    support::stories::{Backend, Story},
};

pub(crate) fn tests() -> Vec<Story> {
    vec![
        story!(a_call_goes_all_the_way_in_a_browser, Browser),
        story!(a_call_goes_all_the_way_without_scripts, Browser),
        story!(officers_pages_are_for_everybody_in_english, Browser),
        story!(officers_pages_are_for_everybody_in_japanese, Browser),
        story!(reviewers_pages_are_for_everybody, Browser),
        story!(pages_of_an_empty_mekiki_are_for_everybody, Browser),
        story!(a_reviewer_answers_by_keyboard, Browser),
        story!(a_scanner_that_runs_scripts_and_follows_links_changes_nothing, Browser),
    ]
}

fn a_call_goes_all_the_way_in_a_browser(backend: &Backend) -> visitor::Told {
    whole_way::go(backend, true)
}

fn a_call_goes_all_the_way_without_scripts(backend: &Backend) -> visitor::Told {
    whole_way::go(backend, false)
}

fn officers_pages_are_for_everybody_in_english(backend: &Backend) -> visitor::Told {
    every_page::of_officers(backend, "en")
}

fn officers_pages_are_for_everybody_in_japanese(backend: &Backend) -> visitor::Told {
    every_page::of_officers(backend, "ja")
}

fn reviewers_pages_are_for_everybody(backend: &Backend) -> visitor::Told {
    every_page::of_reviewers(backend)
}

fn pages_of_an_empty_mekiki_are_for_everybody(backend: &Backend) -> visitor::Told {
    every_page::of_an_empty_mekiki(backend)
}

fn a_reviewer_answers_by_keyboard(backend: &Backend) -> visitor::Told {
    careful::by_keyboard(backend)
}

fn a_scanner_that_runs_scripts_and_follows_links_changes_nothing(backend: &Backend) -> visitor::Told {
    careful::scanner(backend)
}
