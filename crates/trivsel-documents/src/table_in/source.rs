//! Where a table comes from: a file on this machine, bytes in memory, or somewhere else that can be read from any place in it.

use std::fmt::Debug;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use super::error::ReadError;

/// A table file. It is opened anew each time it is looked at.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// A file on this machine.
    Path(&'a Path),
    /// The file's bytes.
    Bytes(&'a [u8]),
    /// A file that is kept somewhere else.
    Stored(&'a dyn Stored),
}

/// A file that is kept somewhere else than in a folder.
pub trait Stored: Debug + Sync {
    /// Opens it from its beginning, and tells its length in bytes.
    fn open(&self) -> io::Result<(Box<dyn Input + '_>, u64)>;
}

/// Something that can be read from any place in it.
pub trait Input: Read + Seek {}
impl<T: Read + Seek> Input for T {}

impl<'a> Source<'a> {
    /// Opens the source and tells its length in bytes.
    pub(super) fn open(self) -> Result<(Box<dyn Input + 'a>, u64), ReadError> {
        match self {
            Self::Path(path) => {
                let file = File::open(path).map_err(ReadError::Io)?;
                let length = file.metadata().map_err(ReadError::Io)?.len();
                Ok((Box::new(file), length))
            }
            Self::Bytes(bytes) => {
                let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                Ok((Box::new(Cursor::new(bytes)), length))
            }
            Self::Stored(stored) => stored.open().map_err(ReadError::Io),
        }
    }

    /// The first `limit` bytes, or all of them.
    pub(super) fn head(self, limit: u64) -> Result<Vec<u8>, ReadError> {
        let (input, _) = self.open()?;
        let mut head = Vec::new();
        input.take(limit).read_to_end(&mut head).map_err(ReadError::Io)?;
        Ok(head)
    }

    /// The last `limit` bytes, or all of them.
    pub(super) fn tail(self, limit: u64) -> Result<Vec<u8>, ReadError> {
        let (mut input, length) = self.open()?;
        input
            .seek(SeekFrom::Start(length.saturating_sub(limit)))
            .map_err(ReadError::Io)?;
        let mut tail = Vec::new();
        input.take(limit).read_to_end(&mut tail).map_err(ReadError::Io)?;
        Ok(tail)
    }
}
