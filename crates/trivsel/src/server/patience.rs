//! How long a client may take: bodies that must come at a pace, and answers that must be taken.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::connections::{Limits, State};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A body that must come at a pace.
pub(super) struct Paced<B> {
    inner: B,
    state: Arc<State>,
    limits: Arc<Limits>,
    bytes: u64,
    /// From the moment somebody wants to read it.
    clock: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl<B> Paced<B> {
    pub(super) fn new(inner: B, state: Arc<State>, limits: Arc<Limits>) -> Self {
        Self {
            inner,
            state,
            limits,
            bytes: 0,
            clock: None,
        }
    }

    fn deadline(&self, began: Instant) -> Instant {
        let paced = self.bytes.checked_div(self.limits.slowest).unwrap_or(0);
        began + self.limits.body + Duration::from_secs(paced)
    }
}

impl<B> Body for Paced<B>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.clock.is_none() {
            let now = Instant::now();
            let until = self.deadline(now);
            self.clock = Some((now, Box::pin(sleep_until(until))));
        }
        if let Poll::Ready(frame) = Pin::new(&mut self.inner).poll_frame(context) {
            self.state.body_awaited(false);
            if let Some(Ok(frame)) = &frame {
                let length = frame.data_ref().map_or(0, Bytes::len);
                self.bytes = self.bytes.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
            }
            let began = self.clock.as_ref().map(|(began, _)| *began);
            if let Some(until) = began.map(|began| self.deadline(began))
                && let Some((_, sleep)) = &mut self.clock
            {
                sleep.as_mut().reset(until);
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        self.state.body_awaited(true);
        if let Some((_, sleep)) = &mut self.clock {
            ready!(sleep.as_mut().poll(context));
        }
        self.state.body_awaited(false);
        Poll::Ready(Some(Err("the body came too slowly".into())))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

impl<B> Drop for Paced<B> {
    fn drop(&mut self) {
        self.state.body_awaited(false);
    }
}

/// A request that is being answered, until the answer has been sent or nobody wants it any more.
pub(super) struct Serving(Arc<State>);

impl Serving {
    pub(super) fn begin(state: Arc<State>) -> Self {
        state.serving(true);
        Self(state)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.serving(false);
    }
}

/// An answer's body, which keeps its connection serving.
pub(super) struct Answer<B> {
    inner: B,
    _serving: Serving,
}

impl<B> Answer<B> {
    pub(super) fn new(inner: B, serving: Serving) -> Self {
        Self {
            inner,
            _serving: serving,
        }
    }
}

impl<B: Body + Unpin> Body for Answer<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        Pin::new(&mut self.inner).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// A stream whose other end must take what is sent.
pub(super) struct Taken<S> {
    inner: S,
    state: Arc<State>,
    stalled: Duration,
    stuck: Option<Pin<Box<Sleep>>>,
}

impl<S> Taken<S> {
    pub(super) fn new(inner: S, state: Arc<State>, stalled: Duration) -> Self {
        Self {
            inner,
            state,
            stalled,
            stuck: None,
        }
    }

    /// What a write came to; one that has been stuck for too long fails.
    fn watch<T>(&mut self, written: Poll<io::Result<T>>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            if self.stuck.take().is_some() {
                self.state.answer_stuck(false);
            }
            return written;
        }
        let until = Instant::now() + self.stalled;
        let stuck = self.stuck.get_or_insert_with(|| Box::pin(sleep_until(until)));
        self.state.answer_stuck(true);
        ready!(stuck.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Taken<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Taken<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(context, bytes);
        self.watch(written, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write_vectored(context, pieces);
        self.watch(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}
