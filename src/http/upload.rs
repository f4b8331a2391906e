//! Files sent to us: streamed to disk, never held in memory as a whole.

use super::form::{Fields, from_our_pages};
use super::problem::Problem;
use crate::kernel::failure::Kind;
use actix_multipart::Multipart;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt as _;
use std::fs::File;
use std::future::Future;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::pin::Pin;

/// The largest file, in bytes.
pub const MAX_FILE: u64 = 2 << 30;

/// A form with one file in it.
#[derive(Debug)]
pub struct PostedUpload {
    /// The other fields.
    pub fields: Fields,
    /// The file's name; empty where none was chosen.
    pub file_name: String,
    /// The file, at its start.
    pub file: File,
    /// Its size in bytes.
    pub size: u64,
}

impl PostedUpload {
    /// The whole file in memory, where it must be small.
    pub fn bytes(mut self, max: u64) -> Result<Vec<u8>, Problem> {
        if self.size > max {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        self.file.read_to_end(&mut bytes).map_err(|_| broken())?;
        Ok(bytes)
    }
}

fn too_large() -> Problem {
    Problem::new(Kind::TooLarge, "too_large")
}

fn broken() -> Problem {
    Problem::new(Kind::Unavailable, "upload_broken")
}

impl FromRequest for PostedUpload {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let ours = from_our_pages(request);
        let parts = Multipart::new(request.headers(), payload.take());
        Box::pin(async move {
            if !ours {
                return Err(Problem::new(Kind::Forbidden, "foreign_form"));
            }
            read_parts(parts).await
        })
    }
}

async fn read_parts(mut parts: Multipart) -> Result<PostedUpload, Problem> {
    let mut upload = PostedUpload {
        fields: Fields::default(),
        file_name: String::new(),
        file: tempfile::tempfile().map_err(|_| broken())?,
        size: 0,
    };
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|_| broken())?;
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.content_disposition().and_then(|about| about.get_filename().map(str::to_owned));
        let mut text = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| broken())?;
            if file_name.is_some() {
                upload.size += chunk.len() as u64;
                if upload.size > MAX_FILE {
                    return Err(too_large());
                }
                upload.file.write_all(&chunk).map_err(|_| broken())?;
            } else if text.len() + chunk.len() > super::form::MAX_FORM {
                return Err(too_large());
            } else {
                text.extend_from_slice(&chunk);
            }
        }
        match file_name {
            Some(file_name) => upload.file_name = file_name,
            None => upload.fields.0.push((name, String::from_utf8_lossy(&text).into_owned())),
        }
    }
    upload.file.seek(SeekFrom::Start(0)).map_err(|_| broken())?;
    Ok(upload)
}

/// A body that is a file, streamed to disk.
pub async fn body_to_file(mut payload: actix_web::web::Payload, max: u64) -> Result<File, Problem> {
    let mut file = tempfile::tempfile().map_err(|_| broken())?;
    let mut size = 0;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| broken())?;
        size += chunk.len() as u64;
        if size > max {
            return Err(too_large());
        }
        file.write_all(&chunk).map_err(|_| broken())?;
    }
    file.seek(SeekFrom::Start(0)).map_err(|_| broken())?;
    Ok(file)
}
