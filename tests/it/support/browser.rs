//! A real browser: what a reader sees, with and without scripts, on a phone, in the dark.

use super::servers::Driver;
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::prelude::*;

/// axe-core 4.14.1 (MPL-2.0), unchanged.
const AXE: &str = include_str!("../axe.min.js");

const RUN_AXE: &str = "
    const done = arguments[arguments.length - 1];
    const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const told = v => v.id + ' (' + v.help + '): ' + v.nodes.map(n => n.target.join(' ')).join(', ');
    axe.run(document, { runOnly: rules }).then(r => done(r.violations.map(told)), e => done(['axe failed: ' + e]));";

const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1280,900",
];

/// A new browser without cookies or history. End it with `quit`; a story that fails first leaves it
/// to the driver.
pub(crate) async fn browser(driver: &Driver) -> WebDriverResult<WebDriver> {
    let mut wishes = DesiredCapabilities::chrome();
    wishes.set_binary(&driver.chromium.to_string_lossy())?;
    for argument in ARGUMENTS {
        wishes.add_arg(argument)?;
    }
    let page = WebDriver::new(&driver.url, wishes).await?;
    page.set_script_timeout(Duration::from_secs(30)).await?;
    Ok(page)
}

/// What keeps people from using the page on screen: each violation with its rule and the elements
/// it is about.
///
/// axe is itself a script. A page shown without scripts is examined after `scripts(page, true)`,
/// which does not run the scripts of a page that is already there.
pub(crate) async fn axe(page: &WebDriver) -> WebDriverResult<Vec<String>> {
    page.execute(AXE, vec![]).await?;
    page.execute_async(RUN_AXE, vec![]).await?.convert()
}

/// Turns the scripts of pages on or off, from the next page on.
pub(crate) async fn scripts(page: &WebDriver, on: bool) -> WebDriverResult<()> {
    tell(page, "Emulation.setScriptExecutionDisabled", json!({ "value": !on })).await
}

/// Makes the window that of a phone.
pub(crate) async fn phone(page: &WebDriver) -> WebDriverResult<()> {
    let screen = json!({ "width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true });
    tell(page, "Emulation.setDeviceMetricsOverride", screen).await
}

/// Lets the reader prefer dark or light colours.
pub(crate) async fn dark(page: &WebDriver, on: bool) -> WebDriverResult<()> {
    let value = if on { "dark" } else { "light" };
    let wish = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
    tell(page, "Emulation.setEmulatedMedia", wish).await
}

/// Puts the reader into a time zone, say `Asia/Tokyo`.
pub(crate) async fn time_zone(page: &WebDriver, name: &str) -> WebDriverResult<()> {
    tell(page, "Emulation.setTimezoneOverride", json!({ "timezoneId": name })).await
}

async fn tell(page: &WebDriver, command: &str, wish: Value) -> WebDriverResult<()> {
    page.cdp().send_raw(command, wish).await.map(drop)
}
