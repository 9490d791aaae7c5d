//! Where a table comes from: a file on this machine, or bytes that were uploaded.

use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use super::error::ReadError;

/// A table file. It is opened anew each time it is looked at.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// A file on this machine.
    Path(&'a Path),
    /// The file's bytes.
    Bytes(&'a [u8]),
}

/// Something that can be read from any place in it.
pub(super) trait Input: Read + Seek {}
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
