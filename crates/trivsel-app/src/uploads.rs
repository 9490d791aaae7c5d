//! Uploaded files, on their way in and while they wait to be read. They lie in the database, in pieces, so that every server reaches them.
//!
//! They may hold personal data, so none stays that nothing waits for: a file that is done with goes at once, an upload that was cut goes
//! within a quarter of an hour, and what nobody comes back to after its day.

use std::collections::{HashSet, VecDeque};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::runtime::Handle;
use trivsel_documents::table_in::{Input, Source, Stored};
use trivsel_domain::id::{OrganisationId, UploadId};
use trivsel_domain::job::Job;
use trivsel_domain::rights::Actor;
use trivsel_store::uploads::{self as store, KeptUpload, UploadState};
use trivsel_store::{Store, StoreError, Tx, imports};
use uuid::Uuid;

use crate::jobs::Hand;
use crate::work::{Work, Writer};
use crate::{App, AppError, looks};

/// A piece of a file: some hundred of them are the largest.
const PIECE: usize = 1 << 20;
/// Pieces a reader keeps: a workbook is read from its end and from its middle by turns.
const KEPT: usize = 4;
/// How long an upload may stand still, and how long a file may lie before the import it belongs to is written down.
const UNTIL_KNOWN: TimeDelta = TimeDelta::minutes(15);
/// How long a file of units or persons waits for somebody to come back to it.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(24);
/// How often it is looked for files nothing waits for.
const LOOKED_EVERY: TimeDelta = TimeDelta::minutes(10);

/// What a file is uploaded for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// An import of figures, which waits for it.
    Figures,
    /// Units or persons: whoever sent it reads it in soon.
    Organisation,
}

impl Purpose {
    fn code(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Organisation => "organisation",
        }
    }
}

/// A file that is coming in. Dropped before its end it is removed.
#[derive(Debug)]
pub struct Incoming {
    app: App,
    who: Writer,
    organisation: OrganisationId,
    id: UploadId,
    piece: Vec<u8>,
    number: i32,
    is_whole: bool,
}

impl Incoming {
    pub(crate) async fn begin(app: &App, who: &Actor, purpose: Purpose) -> Result<Self, AppError> {
        let id = UploadId(Uuid::new_v4());
        app.writing(who, |work| async move {
            store::add(&work, id, who.person, purpose.code(), work.now).await?;
            Ok(())
        })
        .await?;
        Ok(Self {
            app: app.clone(),
            who: who.into(),
            organisation: who.organisation,
            id,
            piece: Vec::new(),
            number: 0,
            is_whole: false,
        })
    }

    /// The file, once it is whole.
    pub fn id(&self) -> UploadId {
        self.id
    }

    /// Takes what comes next.
    pub async fn write(&mut self, mut bytes: &[u8]) -> Result<(), AppError> {
        while !bytes.is_empty() {
            let (fits, rest) = bytes.split_at(bytes.len().min(PIECE - self.piece.len()));
            self.piece.extend_from_slice(fits);
            bytes = rest;
            if self.piece.len() == PIECE {
                self.put().await?;
            }
        }
        Ok(())
    }

    async fn put(&mut self) -> Result<(), AppError> {
        let (id, number, piece) = (self.id, self.number, &self.piece);
        self.app
            .writing(self.who, |work| async move {
                store::add_chunk(&work, id, number, piece.clone(), work.now).await?;
                Ok(())
            })
            .await?;
        self.number += 1;
        self.piece.clear();
        Ok(())
    }

    /// The file is whole, and can be read.
    pub async fn finish(mut self) -> Result<UploadId, AppError> {
        if !self.piece.is_empty() {
            self.put().await?;
        }
        let id = self.id;
        self.app
            .writing(self.who, |work| async move {
                store::finish(&work, id, work.now).await?;
                Ok(())
            })
            .await?;
        self.is_whole = true;
        Ok(id)
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        let Ok(handle) = Handle::try_current() else { return };
        if self.is_whole {
            return;
        }
        let (app, organisation, id) = (self.app.clone(), self.organisation, self.id);
        handle.spawn(async move {
            if let Err(error) = discard(&app, organisation, &[id]).await {
                tracing::warn!("what came of a broken upload could not be removed yet: {error}");
            }
        });
    }
}

/// Files nobody wants any more, as part of a writing: from its commit on they cannot be read, and soon they are gone.
pub(crate) async fn forget(work: &Work, ids: impl IntoIterator<Item = UploadId>) -> Result<(), AppError> {
    for id in ids {
        store::forget(work, id).await?;
        work.later(Job::ClearUploads);
    }
    Ok(())
}

/// The same, by itself.
pub(crate) async fn discard(app: &App, organisation: OrganisationId, ids: &[UploadId]) -> Result<(), AppError> {
    app.writing(Writer::nobody(organisation), |work| async move {
        forget(&work, ids.iter().copied()).await
    })
    .await
}

/// Removes what nothing waits for, piece by piece. Says when to look again.
pub(crate) async fn clear(app: &App, organisation: OrganisationId, hand: &Hand) -> Result<DateTime<Utc>, AppError> {
    let now = app.now();
    // A clock that has jumped makes everything look old.
    if looks::look(app, organisation).await?.anything {
        app.writing(Writer::nobody(organisation), |work| async move {
            for id in list_forgotten(&work, work.now).await? {
                store::forget(&work, id).await?;
            }
            Ok(())
        })
        .await?;
    }
    let tx = app.read(organisation).await?;
    let gone = store::list_gone(&tx).await?;
    drop(tx);
    for id in gone {
        let mut is_gone = false;
        while !is_gone && !hand.is_stopping() {
            let done = app.writing(Writer::nobody(organisation), |work| async move {
                Ok(store::clear(&work, id).await?)
            });
            is_gone = done.await?;
        }
    }
    Ok(now + LOOKED_EVERY)
}

/// The files nothing waits for any more.
pub async fn list_forgotten(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<UploadId>, AppError> {
    let mut waited_for: HashSet<UploadId> = HashSet::new();
    for import in imports::list_waiting(tx).await? {
        waited_for.extend(crate::imports::files_of(&import));
    }
    let (figures, organisation) = (Purpose::Figures.code(), Purpose::Organisation.code());
    let known = now - UNTIL_KNOWN;
    let mut forgotten = store::list_untouched(tx, UploadState::Coming, figures, known).await?;
    forgotten.extend(store::list_untouched(tx, UploadState::Coming, organisation, known).await?);
    forgotten.extend(store::list_untouched(tx, UploadState::Whole, organisation, now - LONGEST_WAIT).await?);
    let lying = store::list_untouched(tx, UploadState::Whole, figures, known).await?;
    forgotten.extend(lying.into_iter().filter(|id| !waited_for.contains(id)));
    Ok(forgotten)
}

/// How many files there are.
pub async fn count(app: &App, organisation: OrganisationId) -> Result<u64, AppError> {
    let tx = app.read(organisation).await?;
    Ok(store::count(&tx).await?)
}

/// A file of a visitor's own. [`AppError::NotFound`] when there is none, or it is somebody else's.
pub(crate) async fn own(app: &App, who: &Actor, id: UploadId) -> Result<TableFile, AppError> {
    let tx = app.read(who.organisation).await?;
    let found = store::find(&tx, id).await?.filter(|file| file.person == who.person);
    found.ok_or(AppError::NotFound)?;
    Ok(Shelf::of(app, who.organisation).file(&id.to_string()))
}

/// Where an organisation's files lie. To be asked for where the program runs, to be read from in threads that may wait.
#[derive(Clone, Debug)]
pub(crate) struct Shelf {
    store: Store,
    organisation: OrganisationId,
    runtime: Handle,
}

impl Shelf {
    pub(crate) fn of(app: &App, organisation: OrganisationId) -> Self {
        Self {
            store: app.store.clone(),
            organisation,
            runtime: Handle::current(),
        }
    }

    /// The file with this key: an upload's id, or a path where files are named on the command line.
    pub(crate) fn file(&self, key: &str) -> TableFile {
        match key.parse() {
            Ok(id) => TableFile::Uploaded(Uploaded {
                shelf: self.clone(),
                id,
            }),
            Err(_) => TableFile::Local(key.into()),
        }
    }

    fn asked<T>(&self, what: impl Future<Output = Result<T, StoreError>>) -> io::Result<T> {
        // Not the file's fault: whoever reads it may try again.
        let busy = |error: StoreError| io::Error::new(io::ErrorKind::ResourceBusy, error);
        self.runtime.block_on(what).map_err(busy)
    }

    fn found(&self, id: UploadId) -> io::Result<KeptUpload> {
        let found = self.asked(async {
            let tx = self.store.read(self.organisation).await?;
            store::find(&tx, id).await
        })?;
        found.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn piece(&self, id: UploadId, number: u64) -> io::Result<Vec<u8>> {
        let number = i32::try_from(number).map_err(io::Error::other)?;
        let found = self.asked(async {
            let tx = self.store.read(self.organisation).await?;
            store::chunk(&tx, id, number).await
        })?;
        found.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }
}

/// A table's file, wherever it lies.
#[derive(Clone, Debug)]
pub(crate) enum TableFile {
    /// On this machine.
    Local(PathBuf),
    /// In the database.
    Uploaded(Uploaded),
}

impl TableFile {
    pub(crate) fn source(&self) -> Source<'_> {
        match self {
            Self::Local(path) => Source::Path(path),
            Self::Uploaded(file) => Source::Stored(file),
        }
    }
}

/// An uploaded file. It is fetched piece by piece as it is read, and never lies anywhere else.
#[derive(Clone, Debug)]
pub(crate) struct Uploaded {
    shelf: Shelf,
    id: UploadId,
}

impl Stored for Uploaded {
    fn open(&self) -> io::Result<(Box<dyn Input + '_>, u64)> {
        let found = self.shelf.found(self.id)?;
        let pieces = Pieces {
            file: self,
            length: found.length,
            at: 0,
            kept: VecDeque::with_capacity(KEPT),
        };
        Ok((Box::new(pieces), found.length))
    }
}

/// A file that is being read.
struct Pieces<'a> {
    file: &'a Uploaded,
    length: u64,
    at: u64,
    /// The pieces that were read last, the latest first.
    kept: VecDeque<(u64, Arc<Vec<u8>>)>,
}

impl Pieces<'_> {
    fn piece(&mut self, number: u64) -> io::Result<Arc<Vec<u8>>> {
        if let Some(at) = self.kept.iter().position(|(known, _)| *known == number)
            && let Some(found) = self.kept.remove(at)
        {
            let piece = Arc::clone(&found.1);
            self.kept.push_front(found);
            return Ok(piece);
        }
        let piece = Arc::new(self.file.shelf.piece(self.file.id, number)?);
        self.kept.truncate(KEPT - 1);
        self.kept.push_front((number, Arc::clone(&piece)));
        Ok(piece)
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.length || into.is_empty() {
            return Ok(0);
        }
        let size = u64::try_from(PIECE).map_err(io::Error::other)?;
        let piece = self.piece(self.at / size)?;
        let from = usize::try_from(self.at % size).map_err(io::Error::other)?;
        let read = piece.get(from..).unwrap_or_default().read(into)?;
        self.at += u64::try_from(read).map_err(io::Error::other)?;
        Ok(read)
    }
}

impl Seek for Pieces<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
