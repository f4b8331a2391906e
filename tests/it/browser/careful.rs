//! People who use no mouse, and machines that open links before people do.

use super::visitor::{Told, Visitor};
use crate::support::{block_on, stage::Stage, stories::Backend, tables};
use serde_json::json;
use std::{collections::BTreeSet, time::Duration};
use thirtyfour::prelude::*;

/// Why the focus cannot be seen; empty if it can.
const FOCUS: &str = "
    const e = document.activeElement;
    if (e === document.body) return '';
    const rings = x => { const s = getComputedStyle(x); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; };
    const shown = e.closest('.choice.big') ?? e, told = e.outerHTML.slice(0, 120);
    if (!rings(e) && !rings(shown)) return 'no ring: ' + told;
    const r = shown.getBoundingClientRect();
    if (r.width < 1 || r.height < 1 || r.bottom < 1 || r.top > innerHeight - 1 || r.right < 1 || r.left > innerWidth - 1) return 'out of sight: ' + told;
    return '';";

const MOST_STOPS: usize = 80;

/// A reviewer without a mouse answers, signs and declares.
pub(super) fn by_keyboard(backend: &Backend) -> Told {
    let (stage, link) = unanswered(backend);
    block_on(async {
        let visitor = Visitor::new(stage.app.url()).await?;
        visitor.open(&link).await?;
        press(&visitor, Key::Tab).await?;
        let first = visitor.page.active_element().await?.attr("href").await?;
        assert_eq!(first.as_deref(), Some("#main"), "the first stop leads past the head");
        tab_to(&visitor, "input[name=a]").await?;
        press(&visitor, Key::Space).await?;
        go_on(&visitor).await?;
        visitor.sees("Your answer is recorded.").await?;

        tab_to(&visitor, "#name").await?;
        visitor.page.action_chain().send_keys("Marco Rossi").perform().await?;
        tab_to(&visitor, "#agree").await?;
        press(&visitor, Key::Space).await?;
        go_on(&visitor).await?;
        visitor.sees("Your signature is recorded.").await?;

        // An unanswered question first: the summary has the focus, and its link leads to the answers.
        go_on(&visitor).await?;
        visitor.sees("There is a problem").await?;
        tab_to(&visitor, ".errsum a").await?;
        press(&visitor, Key::Enter).await?;
        tab_to(&visitor, "fieldset input[value=none]").await?;
        press(&visitor, Key::Space).await?;
        go_on(&visitor).await?;
        visitor.sees("Your declaration is recorded.").await?;
        visitor.sees("What happens next").await?;
        visitor.leaves().await
    })
}

/// A machine opens the link with scripts on, waits, and follows all it finds.
pub(super) fn scanner(backend: &Backend) -> Told {
    let (stage, link) = unanswered(backend);
    let before = stage.app.dump();
    block_on(async {
        let visitor = Visitor::new(stage.app.url()).await?;
        let start = format!("{}{link}", stage.app.url());
        let (mut waiting, mut seen) = (vec![start.clone()], BTreeSet::new());
        while let Some(url) = waiting.pop() {
            if !seen.insert(url.clone()) {
                continue;
            }
            visitor.open(&url).await?;
            tokio::time::sleep(Duration::from_secs(if url == start { 2 } else { 0 })).await;
            let own = "return [...document.querySelectorAll('a[href]')].map(a => a.href.split('#')[0])
                .filter(href => href.startsWith(location.origin + '/r/'))";
            let found: Vec<String> = visitor.page.execute(own, vec![]).await?.convert()?;
            waiting.extend(found);
        }
        assert!(seen.len() >= 2, "{seen:?}");
        visitor.leaves().await?;
        let http = reqwest::Client::new();
        let pages =
            ["", "/change", "/answer", "/decline", "/undertaking", "/conflicts", "/done", "/privacy", "/new-link"];
        for method in [reqwest::Method::HEAD, reqwest::Method::GET] {
            for page in pages {
                let answer = http.request(method.clone(), format!("{start}{page}")).send().await.expect("an answer");
                assert!(answer.status().as_u16() < 500, "{method} {page}: {}", answer.status());
            }
        }
        WebDriverResult::Ok(())
    })?;
    let changed = tables::difference(&before, &stage.app.dump());
    assert_eq!(changed, [""; 0]);
    Ok(())
}

/// A Mekiki with the link of somebody who has not answered.
fn unanswered(backend: &Backend) -> (Stage, String) {
    let stage = Stage::set(backend);
    let (application, call) = (stage.ids["application_id"].as_str(), stage.ids["call_id"].as_str());
    let body = json!({ "person_ids": [&stage.persons["Marco Rossi"]] });
    stage.officer.call("add_to_shortlist", &[("application_id", application)], &[], body).with(200);
    stage.officer.call("send_invitations", &[("call_id", call)], &[], json!({})).with(200);
    stage.app.drain();
    let link = format!("/r/{}", stage.app.link_token("marco@po.example"));
    (stage, link)
}

async fn press(visitor: &Visitor, key: Key) -> Told {
    visitor.page.action_chain().send_keys(key).perform().await
}

/// Goes on with Tab until what the selector finds has the focus, which is to be seen at every stop.
async fn tab_to(visitor: &Visitor, css: &str) -> Told {
    for _ in 0..MOST_STOPS {
        press(visitor, Key::Tab).await?;
        let hidden: String = visitor.page.execute(FOCUS, vec![]).await?.convert()?;
        assert_eq!(hidden, "", "at {}", visitor.path().await?);
        let there = format!("return document.activeElement.matches({})", json!(css));
        if visitor.page.execute(there, vec![]).await?.json() == true {
            return Ok(());
        }
    }
    panic!("{css} cannot be reached with Tab at {}", visitor.path().await?);
}

/// To the button that sends, and Enter.
async fn go_on(visitor: &Visitor) -> Told {
    tab_to(visitor, "main button.pri").await?;
    let old = visitor.page.find(By::Tag("html")).await?;
    press(visitor, Key::Enter).await?;
    visitor.wait_for_another_page(&old).await
}
