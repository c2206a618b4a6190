// Verifies what stands on standard input, a message a line, and says of each "taken" or why not:
// `v1` by the official library.

use std::io::{stdin, BufRead};

use base64::{engine::general_purpose::STANDARD, Engine};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use standardwebhooks::Webhook;

fn verify(line: &str) -> Result<(), Box<dyn std::error::Error>> {
    let message: Value = serde_json::from_str(line)?;
    let mut headers = HeaderMap::new();
    for (name, value) in message["headers"].as_object().ok_or("no headers")? {
        let text = value.as_str().ok_or("no text")?;
        headers.insert(HeaderName::try_from(name.as_str())?, HeaderValue::from_str(text)?);
    }
    let secret = message["secret"].as_str().ok_or("no secret")?;
    let body = message["body"].as_str().ok_or("no body")?;
    Ok(Webhook::new(secret)?.verify(&STANDARD.decode(body)?, &headers)?)
}

fn main() {
    for line in stdin().lock().lines() {
        let said = match verify(&line.expect("a line of text")) {
            Ok(()) => "taken".to_string(),
            Err(error) => error.to_string(),
        };
        println!("{}", Value::from(said));
    }
}
