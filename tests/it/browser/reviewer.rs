//! What a reviewer does behind the link, on a phone.

use super::visitor::{Told, Visitor};

/// Accepts one of two, signs, declares no conflict with one application and a doubt about the other.
pub(super) async fn answers(phone: &Visitor, link: &str, scripts: bool) -> Told {
    phone.open(link).await?;
    phone.sees("Can you review up to 2 applications for us?").await?;
    phone.sees("Nothing has been recorded by opening this page.").await?;
    phone.fits_a_phone().await?;
    phone.press("Continue").await?;
    sees_errors(phone, scripts).await?;
    phone.choose("input[name=a][value=fewer]").await?;
    phone.press("Continue").await?;
    phone.sees("Your answer is recorded.").await?;

    phone.sees("Confidentiality undertaking").await?;
    phone.does_not_see("27-NEU-0001").await?;
    phone.fits_a_phone().await?;
    phone.press("Sign and continue").await?;
    sees_errors(phone, scripts).await?;
    phone.fill("#name", "Ingrid Solberg").await?;
    phone.choose("#agree").await?;
    phone.press("Sign and continue").await?;
    phone.sees("Your signature is recorded.").await?;

    phone.sees("Do you have a conflict of interest?").await?;
    phone.sees("Antisense oligonucleotides against TDP-43 proteinopathy").await?;
    phone.fits_a_phone().await?;
    phone.choose("fieldset:nth-of-type(1) input[value=none]").await?;
    phone.press("Continue").await?;
    sees_errors(phone, scripts).await?;
    phone.sees("Choose an answer for application 27-").await?;
    phone.fits_a_phone().await?;
    let kept = phone.find("fieldset:nth-of-type(1) input[value=none]").await?;
    assert!(kept.is_selected().await?, "what was chosen is lost");
    phone.choose("fieldset:nth-of-type(2) input[value=unsure]").await?;
    phone.press("Continue").await?;
    phone.sees("Describe in a few words").await?;
    phone.fill("fieldset:nth-of-type(2) textarea", "We met at a workshop.").await?;
    phone.press("Continue").await?;
    phone.sees("Your declaration is recorded.").await?;
    phone.sees("What happens next").await?;
    phone.sees("Yes, one application at the most").await?;
    phone.fits_a_phone().await?;

    // The link now leads to what was told.
    phone.open(link).await?;
    phone.sees("What you told us").await?;
    phone.follow("How we use your data").await?;
    phone.sees("Who sees it").await?;
    phone.fits_a_phone().await
}

/// An error summary comes first, each of its links leads to a field, and with scripts it has the focus.
async fn sees_errors(phone: &Visitor, scripts: bool) -> Told {
    phone.sees("There is a problem").await?;
    assert!(phone.page.title().await?.starts_with("Error: "), "{}", phone.page.title().await?);
    let order = "return [...document.querySelectorAll('main .errsum, main h1, main form')].map(e => e.className || e.localName)[0]";
    let first = phone.page.execute(order, vec![]).await?;
    assert_eq!(first.json(), "errsum", "{}", phone.path().await?);
    let lost = "return [...document.querySelectorAll('.errsum a')].map(a => a.getAttribute('href'))
        .filter(href => !document.getElementById(href.slice(1)))";
    let lost: Vec<String> = phone.page.execute(lost, vec![]).await?.convert()?;
    assert_eq!(lost, [""; 0], "the summary links to nowhere at {}", phone.path().await?);
    if scripts {
        let focused = phone.page.active_element().await?.class_name().await?;
        assert_eq!(focused.as_deref(), Some("errsum"), "{}", phone.path().await?);
    }
    Ok(())
}
