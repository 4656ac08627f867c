//! Stands in for the crate `wasm-streams`.
//!
//! Leptos brings it along for its server functions, which need a server, and there is none. It would
//! never be called; but it exports classes to JavaScript, and what is exported no linker drops: it and
//! the futures that it needs came to 6 KB brotli of what the first question waits for. This has the
//! same names and streams nothing.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::{JsCast, JsValue};

/// A stream of the browser's.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

/// A stream that is at its end.
#[derive(Debug)]
pub struct IntoStream;

impl ReadableStream {
    /// The browser's stream.
    #[must_use]
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The browser's stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Nothing: the stream is not read.
    #[must_use]
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(JsValue::UNDEFINED.unchecked_into())
    }

    /// Nothing: the stream is not read.
    #[must_use]
    pub fn into_stream(self) -> IntoStream {
        IntoStream
    }
}

impl Stream for IntoStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
