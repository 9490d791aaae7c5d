//! Where a table comes from: a file on this machine, bytes in memory, or somewhere else that can be read from any place in it.

use std::fmt::Debug;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use super::error::ReadError;

/// Bytes compared at once.
const PIECE: usize = 64 << 10;

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

    /// Whether another source holds the same bytes.
    pub fn is_same(self, other: Source<'_>) -> Result<bool, ReadError> {
        let (mut one, length) = self.open()?;
        let (mut two, other_length) = other.open()?;
        if length != other_length {
            return Ok(false);
        }
        let (mut left, mut right) = (vec![0_u8; PIECE], vec![0_u8; PIECE]);
        let mut behind = 0_u64;
        while behind < length {
            let piece = usize::try_from(length - behind).unwrap_or(PIECE).min(PIECE);
            let (Some(left), Some(right)) = (left.get_mut(..piece), right.get_mut(..piece)) else {
                return Ok(false);
            };
            one.read_exact(left).map_err(ReadError::Io)?;
            two.read_exact(right).map_err(ReadError::Io)?;
            if left != right {
                return Ok(false);
            }
            behind += u64::try_from(piece).unwrap_or(u64::MAX);
        }
        Ok(true)
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
