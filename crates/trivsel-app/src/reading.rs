//! One reading of a page: its use cases each ask for what they need, and all of it comes from one transaction, so from one moment.

use std::ops::Deref;
use std::sync::Arc;

use tokio::sync::Mutex;
use trivsel_domain::id::OrganisationId;
use trivsel_store::{Store, StoreError, Tx};

/// A transaction that only reads.
#[derive(Clone, Debug)]
pub struct ReadTx(Arc<Tx>);

impl Deref for ReadTx {
    type Target = Tx;

    fn deref(&self) -> &Tx {
        &self.0
    }
}

impl ReadTx {
    pub(crate) async fn begin(store: &Store, organisation: OrganisationId) -> Result<Self, StoreError> {
        Ok(Self(Arc::new(store.read(organisation).await?)))
    }
}

/// What a page reads from. Clones share it; the transaction ends when the page is done with it.
#[derive(Clone, Debug, Default)]
pub struct PageReading(Arc<Mutex<Stage>>);

/// How far the reading of a page is.
#[derive(Debug, Default)]
enum Stage {
    /// Nobody has asked for anything.
    #[default]
    Closed,
    /// Everybody reads from this.
    Open(ReadTx),
    /// The page waits or writes: what is asked for from now on is as new as can be.
    LetGo,
}

impl PageReading {
    /// The page's transaction. Of another organisation, or once it was let go, one of its own.
    pub(crate) async fn of(&self, store: &Store, organisation: OrganisationId) -> Result<ReadTx, StoreError> {
        let mut stage = self.0.lock().await;
        match &*stage {
            Stage::Open(reading) if reading.organisation() == organisation => Ok(reading.clone()),
            Stage::Closed => {
                let reading = ReadTx::begin(store, organisation).await?;
                *stage = Stage::Open(reading.clone());
                Ok(reading)
            }
            Stage::Open(_) | Stage::LetGo => {
                drop(stage);
                ReadTx::begin(store, organisation).await
            }
        }
    }

    /// Lets the transaction go: before a page waits for others or writes, as it would not see what they wrote.
    pub(crate) async fn let_go(&self) {
        *self.0.lock().await = Stage::LetGo;
    }
}
