//! The English guideline of a call: attaching and downloading it.

use super::settings;
use crate::app::App;
use crate::calls;
use crate::http::auth::SignedIn;
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::upload::PostedUpload;
use crate::http::urls;
use crate::kernel::failure::Violation;
use crate::kernel::ids::CallId;
use crate::pages::forms::{FormState, file_errors};
use crate::pages::layout::{done, page_with};
use actix_web::http::header::{
    CONTENT_DISPOSITION, CONTENT_TYPE, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

/// More than this is not even read; the use case has the limit of its own.
const MAX_READ: u64 = 32 << 20;

pub(super) async fn attach(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    id: Path<CallId>,
    upload: PostedUpload,
) -> Result<HttpResponse, Problem> {
    upload.fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let Err(problem) = attached(&app, &who, *id, upload).await else {
        return Ok(done(&urls::call_page(*id, "settings"), "call-guideline"));
    };
    let file_form = FormState { errors: file_errors(problem, who.language())?, ..FormState::default() };
    let (call, guideline) = settings::read(&app, *id).await?;
    let again = settings::known_page((&app, &request, &who), (&call, guideline), None, false, file_form);
    page_with(FORM_AGAIN, &again)
}

async fn attached(app: &App, who: &SignedIn, id: CallId, upload: PostedUpload) -> Result<(), Problem> {
    if upload.file_name.is_empty() || upload.size == 0 {
        return Err(Problem::invalid(Violation::new("/file", "required")));
    }
    let name = upload.file_name.clone();
    let content = upload.bytes(MAX_READ)?;
    Ok(app.db.write(who.request(), move |tx| calls::attach_guideline(tx, id, &name, &content)).await?)
}

pub(super) async fn download(app: Data<App>, _: SignedIn, id: Path<CallId>) -> Result<HttpResponse, Problem> {
    let id = *id;
    let (about, content) =
        app.db.read(move |conn| calls::guideline_file(conn, id)).await?.ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, about.media_type))
        .insert_header((CONTENT_DISPOSITION, attachment(&about.file_name)))
        .body(content))
}

/// A download under a name, for old browsers in ASCII too (RFC 6266).
fn attachment(name: &str) -> ContentDisposition {
    let plain = name.chars().map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') { c } else { '_' });
    let exact = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: name.as_bytes().to_vec(),
    };
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(plain.collect()), DispositionParam::FilenameExt(exact)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_download_carries_its_name_twice() {
        assert_eq!(
            attachment("Guide “1”é.pdf").to_string(),
            "attachment; filename=\"Guide__1__.pdf\"; filename*=UTF-8''Guide%20%E2%80%9C1%E2%80%9D%C3%A9.pdf"
        );
    }
}
