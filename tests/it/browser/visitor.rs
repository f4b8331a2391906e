//! Somebody in front of a browser: does what people do, and sees what people see.

use crate::support::{browser, servers};
use serde_json::json;
use std::{
    path::Path,
    time::{Duration, Instant},
};
use thirtyfour::prelude::*;

/// How a story in a browser ends.
pub(super) type Told = WebDriverResult<()>;

/// How long somebody waits for a page.
const PATIENCE: Duration = Duration::from_secs(20);

/// Before any page: whatever its policy stops and whatever goes wrong in its scripts is kept.
const KEEP_COMPLAINTS: &str = "
    window.complaints = [];
    addEventListener('securitypolicyviolation', e => complaints.push('policy: ' + e.violatedDirective + ' ' + e.blockedURI));
    addEventListener('error', e => complaints.push('script: ' + e.message));
    addEventListener('unhandledrejection', e => complaints.push('script: ' + e.reason));";

/// A person with a browser of their own.
pub(super) struct Visitor {
    pub(super) page: WebDriver,
    base: String,
}

impl Visitor {
    /// Opens a browser for the Mekiki at `base`.
    pub(super) async fn new(base: &str) -> WebDriverResult<Self> {
        let page = browser::browser(servers::driver().expect("a driver")).await?;
        let visitor = Self { page, base: base.to_owned() };
        visitor.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": KEEP_COMPLAINTS })).await?;
        Ok(visitor)
    }

    /// Takes a phone into the hand.
    pub(super) async fn on_a_phone(self) -> WebDriverResult<Self> {
        browser::phone(&self.page).await?;
        let touch = json!({ "enabled": true, "maxTouchPoints": 5 });
        self.command("Emulation.setTouchEmulationEnabled", touch).await?;
        Ok(self)
    }

    /// Turns scripts off unless they are wanted.
    pub(super) async fn with_scripts(self, on: bool) -> WebDriverResult<Self> {
        if !on {
            browser::scripts(&self.page, false).await?;
        }
        Ok(self)
    }

    /// Asks for pages in a language.
    pub(super) async fn in_language(&self, language: &str) -> Told {
        self.command("Network.enable", json!({})).await?;
        let headers = json!({ "headers": { "Accept-Language": language } });
        self.command("Network.setExtraHTTPHeaders", headers).await
    }

    pub(super) async fn command(&self, name: &str, wish: serde_json::Value) -> Told {
        self.page.cdp().send_raw(name, wish).await.map(drop)
    }

    /// Opens a path, or a whole address.
    pub(super) async fn open(&self, path: &str) -> Told {
        let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) };
        self.page.goto(url).await
    }

    /// Signs in and arrives at the start page.
    pub(super) async fn sign_in(&self, email: &str, password: &str) -> Told {
        self.open("/sign-in").await?;
        self.fill("#email", email).await?;
        self.fill("#password", password).await?;
        self.press("Sign in").await
    }

    /// Where they are: the path with its query.
    pub(super) async fn path(&self) -> WebDriverResult<String> {
        let url = self.page.current_url().await?;
        Ok(url.as_str().trim_start_matches(&self.base).to_owned())
    }

    /// What is to be read on the page.
    pub(super) async fn text(&self) -> WebDriverResult<String> {
        self.page.find(By::Tag("body")).await?.text().await
    }

    /// Waits until a text is to be read.
    pub(super) async fn sees(&self, text: &str) -> Told {
        let deadline = Instant::now() + PATIENCE;
        loop {
            // A page that is just replaced has no text.
            let seen = self.text().await.unwrap_or_default();
            if seen.contains(text) {
                return Ok(());
            }
            assert!(Instant::now() < deadline, "“{text}” is not to be seen at {}:\n{seen}", self.path().await?);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// A text must not be there.
    pub(super) async fn does_not_see(&self, text: &str) -> Told {
        let seen = self.text().await?;
        assert!(!seen.contains(text), "“{text}” is to be seen at {}:\n{seen}", self.path().await?);
        Ok(())
    }

    /// What a selector finds, in the middle of the screen.
    pub(super) async fn find(&self, css: &str) -> WebDriverResult<WebElement> {
        self.found(By::Css(css), css).await
    }

    async fn found(&self, by: By, what: &str) -> WebDriverResult<WebElement> {
        let Ok(element) = self.page.find(by).await else {
            panic!("there is no {what} at {}:\n{}", self.path().await?, self.text().await?);
        };
        self.page.execute("arguments[0].scrollIntoView({ block: 'center' })", vec![element.to_json()?]).await?;
        Ok(element)
    }

    /// Types into a field instead of what stands there.
    pub(super) async fn fill(&self, css: &str, value: &str) -> Told {
        let field = self.find(css).await?;
        if field.attr("type").await?.is_some_and(|kind| kind.starts_with("date")) {
            // How a date is typed depends on the machine.
            return self
                .page
                .execute("arguments[0].value = arguments[1]", vec![field.to_json()?, json!(value)])
                .await
                .map(drop);
        }
        field.clear().await?;
        field.send_keys(value).await
    }

    /// Clicks something that does not lead elsewhere: a box, a choice.
    pub(super) async fn choose(&self, css: &str) -> Told {
        self.find(css).await?.click().await
    }

    /// Chooses a file.
    pub(super) async fn upload(&self, css: &str, file: &Path) -> Told {
        self.find(css).await?.send_keys(file.to_str().expect("a path in UTF-8")).await
    }

    /// Presses the button whose text begins so, and arrives at the page that follows.
    pub(super) async fn press(&self, text: &str) -> Told {
        let by = By::XPath(format!("//button[starts-with(normalize-space(.), \"{text}\")]"));
        let button = self.found(by, &format!("button “{text}”")).await?;
        self.leave_by(&button).await
    }

    /// Presses a button that with scripts changes the page it is on, and without leads to the next.
    pub(super) async fn press_here(&self, text: &str, scripts: bool) -> Told {
        if !scripts {
            return self.press(text).await;
        }
        let by = By::XPath(format!("//button[starts-with(normalize-space(.), \"{text}\")]"));
        self.found(by, &format!("button “{text}”")).await?.click().await
    }

    /// Follows the link whose text begins so.
    pub(super) async fn follow(&self, text: &str) -> Told {
        let by = By::XPath(format!("//a[starts-with(normalize-space(.), \"{text}\")]"));
        let link = self.found(by, &format!("link “{text}”")).await?;
        self.leave_by(&link).await
    }

    /// Clicks, and waits for the next page.
    pub(super) async fn leave_by(&self, element: &WebElement) -> Told {
        let old = self.page.find(By::Tag("html")).await?;
        element.click().await?;
        self.wait_for_another_page(&old).await
    }

    /// Waits until `old`, the root of a page, is gone and the next page is there.
    pub(super) async fn wait_for_another_page(&self, old: &WebElement) -> Told {
        let deadline = Instant::now() + PATIENCE;
        while old.tag_name().await.is_ok() {
            assert!(Instant::now() < deadline, "no other page after {}", self.path().await?);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        while self.page.execute("return document.readyState", vec![]).await?.json() != "complete" {
            assert!(Instant::now() < deadline, "{} does not become complete", self.path().await?);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    /// The page must not be wider than a phone.
    pub(super) async fn fits_a_phone(&self) -> Told {
        let width = self.page.execute("return document.documentElement.scrollWidth", vec![]).await?;
        assert_eq!(width.json().as_i64().filter(|width| *width > 390), None, "{} is too wide", self.path().await?);
        Ok(())
    }

    /// Nothing was stopped by the policy, no script failed.
    pub(super) async fn complaints(&self) -> WebDriverResult<Vec<String>> {
        self.page.execute("return window.complaints || []", vec![]).await?.convert()
    }

    /// Goes home.
    pub(super) async fn leaves(self) -> Told {
        self.page.clone().quit().await
    }
}

impl Drop for Visitor {
    fn drop(&mut self) {
        // Whose story fails does not wait for the browser; the driver ends it.
        self.page.clone().leak().ok();
    }
}
