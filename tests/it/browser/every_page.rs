//! What every page owes to everybody: one heading, its language, nothing that the policy forbids, no text that is
//! missing, no violation that axe knows of, no scrolling sideways on a phone; in the light and in the dark.
//!
//! Of language, width and colours each pair is looked at.

use super::visitor::{Told, Visitor};
use crate::support::{
    app::{PASSWORD, TestApp, lines},
    block_on, browser,
    openapi::Client,
    stage::Stage,
    stories::Backend,
};
use mekiki::kernel::actor::Role;
use serde_json::json;
use thirtyfour::prelude::*;

const ADMIN: &str = "root@funder.example";

/// A page, and the button that is pressed on it first, if any.
type Look = (String, Option<&'static str>);

/// The files of texts; a key begins as one of those in it.
const TEXTS: [&str; 7] = [
    include_str!("../../../src/i18n/en/calls.ftl"),
    include_str!("../../../src/i18n/en/candidates.ftl"),
    include_str!("../../../src/i18n/en/common.ftl"),
    include_str!("../../../src/i18n/en/invitations.ftl"),
    include_str!("../../../src/i18n/en/letters.ftl"),
    include_str!("../../../src/i18n/en/problems.ftl"),
    include_str!("../../../src/i18n/en/reviewer.ftl"),
];

/// What is wrong with the page by itself; before axe, which adds to it.
const EXAMINE: &str = "
    const [language, beginnings] = arguments, found = [], html = document.documentElement;
    const all = [...document.querySelectorAll('*')];
    if (html.lang !== language) found.push('its language is ' + html.lang);
    if (!document.title) found.push('no title');
    const heads = document.querySelectorAll('h1').length;
    if (heads !== 1) found.push(heads + ' h1');
    if (document.querySelectorAll('main').length !== 1) found.push('not one main');
    for (const e of document.querySelectorAll('[style], style, script:not([src])')) found.push('inline: ' + e.outerHTML.slice(0, 99));
    for (const e of all) for (const a of e.attributes) if (/^on/i.test(a.name)) found.push('inline: ' + a.name);
    const ids = all.map(e => e.id).filter(Boolean);
    for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) found.push('two have the id ' + id);
    const key = new RegExp('^(' + beginnings.join('|') + ')-[a-z0-9-]+$');
    const told = t => { if (key.test(t) || /\\{ ?\\$|[\\u2068\\u2069]/.test(t)) found.push('not a text: ' + t); };
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let n; n = walk.nextNode();) if (!n.parentElement.closest('code, pre')) told(n.data.trim());
    for (const e of all) for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-l', 'data-announce']) told((e.getAttribute(name) ?? '').trim());
    for (const a of document.querySelectorAll('a[href^=\"#\"]')) if (!document.getElementById(a.hash.slice(1))) found.push('leads nowhere: ' + a.hash);
    return found.concat(window.complaints ?? []);";

/// What reaches over the right edge.
const WIDTH: &str = "
    const html = document.documentElement;
    if (html.scrollWidth <= innerWidth) return [];
    const outside = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll'));
    return ['scrolls sideways, ' + html.scrollWidth + ': ' + outside.slice(0, 4).map(e => e.outerHTML.slice(0, 90)).join(' … ')];";

/// Every page for officers and administrators, and the errors that they meet.
pub(super) fn of_officers(backend: &Backend, language: &str) -> Told {
    let stage = Stage::set(backend);
    let app = &stage.app;
    app.account(ADMIN, Role::Administrator);
    let id = |name: &str| stage.ids[name].as_str();
    let more = json!({ "person_ids": [&stage.persons["Marco Rossi"]] });
    stage.officer.call("add_to_shortlist", &[("application_id", id("application_id"))], &[], more).with(200);
    let doubt = json!({ "declarations": [{ "application_id": id("application_id"), "answer": "unsure", "details": "A workshop." }] });
    stage.reviewer.call("declare_interests", &[], &[], doubt).with(200);
    for (state, address) in [("uncertain", "marta@karolina.example"), ("failed", "sophie@seine.example")] {
        let statement = format!(
            "UPDATE messages SET state = '{state}', last_error = '550 5.1.1 no such user' WHERE to_address = '{address}' RETURNING state AS line"
        );
        assert!(!lines(app.database_url(), &statement).is_empty());
    }
    let marco = &stage.persons["Marco Rossi"];
    let (call, application) = (format!("/calls/{}", id("call_id")), id("application_id"));
    let plain = [
        "/".to_owned(),
        "/calls".to_owned(),
        "/calls/new".to_owned(),
        call.clone(),
        format!("{call}?done=call-created"),
        format!("{call}/settings"),
        format!("{call}/applications"),
        format!("{call}/import"),
        format!("{call}/applications/{application}"),
        format!("{call}/applications/{application}/candidates"),
        format!("{call}/applications/{application}/candidates?country=NO&q=motor"),
        format!("{call}/applications/{application}/candidates?q=quantum"),
        format!("{call}/applications/{application}/shortlist"),
        format!("{call}/invite"),
        format!("{call}/invite/{marco}"),
        format!("{call}/invitations"),
        format!("{call}/history"),
        format!("{call}/assignments"),
        format!("/plans/{}", id("plan_id")),
        format!("/invitations/{}", id("invitation_id")),
        format!("/invitations/{}/history", id("invitation_id")),
        "/reviewers".to_owned(),
        "/reviewers?q=nobody".to_owned(),
        "/reviewers/import".to_owned(),
        format!("/reviewers/{marco}"),
        format!("/reviewers/{}/history", stage.persons["Marta Lindqvist"]),
        "/coi".to_owned(),
        format!("/coi/{application}/{}", stage.persons["Emily Carter"]),
        format!("/coi/{application}/{}", stage.persons["Marta Lindqvist"]),
        "/mail/outbox".to_owned(),
        "/mail/mailbox".to_owned(),
        format!("/mail/mailbox/{}", id("message_id")),
        "/admin/keys".to_owned(),
        "/admin/accounts".to_owned(),
        "/nothing/here".to_owned(),
    ];
    let wrong = [
        ("/calls/new".to_owned(), "main form:not([enctype]) button.pri"),
        (format!("{call}/settings"), "#guideline button"),
        (format!("{call}/import"), "main button[value=import]"),
        ("/reviewers/import".to_owned(), "main button[value=import]"),
        (format!("/coi/{application}/{}", stage.persons["Marta Lindqvist"]), "main button.pri"),
        ("/admin/keys".to_owned(), "main button.pri"),
        ("/admin/accounts".to_owned(), "main button.pri"),
    ];
    let looks: Vec<Look> =
        plain.into_iter().map(|path| (path, None)).chain(wrong.map(|(path, button)| (path, Some(button)))).collect();
    block_on(async {
        let visitor = Visitor::new(app.url()).await?;
        visitor.sign_in(ADMIN, PASSWORD).await?;
        if language == "ja" {
            visitor.press("日本語").await?;
        }
        visitor.in_language(language).await?;
        let mut found = look(&visitor, language, &looks).await?;
        visitor.page.delete_all_cookies().await?;
        let outside = [("/sign-in".to_owned(), None), ("/sign-in".to_owned(), Some("main button.pri"))];
        found.extend(look(&visitor, language, &outside).await?);
        if language == "en" {
            found.extend(look(&visitor, "en", &[("/api/v1/docs".to_owned(), None)]).await?);
        }
        visitor.leaves().await?;
        assert_eq!(found, [""; 0], "{} findings", found.len());
        Ok(())
    })
}

/// Every page behind a link, at every step.
pub(super) fn of_reviewers(backend: &Backend) -> Told {
    let stage = Stage::set(backend);
    let app = &stage.app;
    let application = stage.ids["application_id"].as_str();
    let call = stage.ids["call_id"].as_str();
    let names = ["Marco Rossi", "Klaus Weber", "João Pereira"].map(|name| &stage.persons[name]);
    let body = json!({ "person_ids": names });
    stage.officer.call("add_to_shortlist", &[("application_id", application)], &[], body).with(200);
    stage.officer.call("send_invitations", &[("call_id", call)], &[], json!({})).with(200);
    app.drain();
    let link = |address: &str| format!("/r/{}", app.link_token(address));
    let client = |path: &str| stage.officer.as_caller(Some(&path.replace("/r/", "rl_")));
    let (open, accepted, withdrawn) =
        (link("marco@po.example"), link("klaus@spree.example"), link("joao@douro.example"));
    let (signed, declined, begun) =
        (link("marta@karolina.example"), link("sophie@seine.example"), link("ingrid@fjord.example"));
    client(&accepted).call("answer_invitation", &[], &[], json!({ "answer": "accept" })).with(200);
    withdraw(&stage.officer, call, "João Pereira");
    let page = |link: &str, name: &str| format!("{link}/{name}");
    let looks: Vec<Look> = [
        (open.clone(), None),
        (open.clone(), Some("main button.pri")),
        (page(&open, "privacy"), None),
        (page(&accepted, "change"), None),
        (page(&accepted, "undertaking"), None),
        (page(&accepted, "undertaking"), Some("main button.pri")),
        (page(&signed, "conflicts"), None),
        (page(&signed, "conflicts"), Some("main button.pri")),
        (declined.clone(), None),
        (page(&declined, "decline"), None),
        (begun, None),
        (withdrawn, None),
        ("/r/nobody-knows-this-one".to_owned(), None),
        (page(&open, "new-link"), None),
        (page(&open, "no-such-page"), None),
    ]
    .into();
    block_on(async {
        let visitor = Visitor::new(app.url()).await?;
        let mut found = Vec::new();
        for language in ["en", "ja"] {
            visitor.in_language(language).await?;
            found.extend(look(&visitor, language, &looks).await?);
        }
        visitor.leaves().await?;
        assert_eq!(found, [""; 0], "{} findings", found.len());
        Ok(())
    })
}

fn withdraw(officer: &Client, call: &str, name: &str) {
    let all = officer.call("list_invitations", &[("call_id", call)], &[], ()).with(200);
    let mut lines = all["items"].as_array().into_iter().flatten();
    let line = lines.find(|line| line["name"] == name).unwrap_or_else(|| panic!("{name} was not invited: {all}"));
    let id = line["invitation"]["id"].as_str().expect("an id");
    officer.call("withdraw_invitation", &[("invitation_id", id)], &[], ()).with(200);
}

/// Before anything is there, pages say what to do.
pub(super) fn of_an_empty_mekiki(backend: &Backend) -> Told {
    let app = TestApp::start(backend);
    app.account(ADMIN, Role::Administrator);
    let paths = ["/", "/calls", "/reviewers", "/coi", "/mail/outbox", "/mail/mailbox", "/admin/keys"];
    let looks: Vec<Look> = paths.map(|path| (path.to_owned(), None)).into();
    block_on(async {
        let visitor = Visitor::new(app.url()).await?;
        visitor.sign_in(ADMIN, PASSWORD).await?;
        let mut found = look(&visitor, "en", &looks).await?;
        let wrong = look(&visitor, "ja", &looks[..1]).await?;
        assert!(wrong.iter().all(|line| line.ends_with("its language is en")) && wrong.len() == 2, "{wrong:#?}");
        visitor.open("/").await?;
        visitor.press("日本語").await?;
        found.extend(look(&visitor, "ja", &looks).await?);
        visitor.leaves().await?;
        assert_eq!(found, [""; 0], "{} findings", found.len());
        Ok(())
    })
}

/// Looks at pages in two ways each; returns what is wrong with them.
async fn look(visitor: &Visitor, language: &str, looks: &[Look]) -> WebDriverResult<Vec<String>> {
    // (on a phone, in the dark): with the other language each pair is there.
    let ways = if language == "ja" { [(false, true), (true, false)] } else { [(false, false), (true, true)] };
    let beginnings = json!(beginnings());
    let mut found = Vec::new();
    for (phone, dark) in ways {
        browser::dark(&visitor.page, dark).await?;
        if phone {
            browser::phone(&visitor.page).await?;
        } else {
            visitor.command("Emulation.clearDeviceMetricsOverride", json!({})).await?;
        }
        for (path, button) in looks {
            visitor.open(path).await?;
            if let Some(css) = button {
                let button = visitor.find(css).await?;
                visitor.leave_by(&button).await?;
            }
            let wrong = visitor.page.execute(EXAMINE, vec![json!(language), beginnings.clone()]).await?;
            let mut wrong: Vec<String> = wrong.convert()?;
            if phone {
                let wide: Vec<String> = visitor.page.execute(WIDTH, vec![]).await?.convert()?;
                wrong.extend(wide);
            }
            wrong.extend(browser::axe(&visitor.page).await?);
            let way = format!("{language}{}{}", if phone { ", phone" } else { "" }, if dark { ", dark" } else { "" });
            let after = button.map_or_else(String::new, |css| format!(" after {css}"));
            found.extend(wrong.into_iter().map(|line| format!("{path}{after} ({way}): {line}")));
        }
    }
    browser::dark(&visitor.page, false).await?;
    visitor.command("Emulation.clearDeviceMetricsOverride", json!({})).await?;
    Ok(found)
}

/// The first words of the keys of texts.
fn beginnings() -> Vec<&'static str> {
    let keys = TEXTS.iter().flat_map(|text| text.lines()).filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
    let mut found: Vec<&str> = keys
        .filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()) && !key.contains(' '))
        .filter_map(|key| key.split_once('-').map(|(first, _)| first))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
