//! The door for data loggers: HJ 212 over TCP.
//!
//! `listener` lets clients in, `connection` reads their frames and writes the answers in order, `judge` decides what a
//! frame is worth and what is answered. Frames go to the recorder of `services`; an answer leaves only after the
//! commit.

mod answer;
mod connection;
mod judge;
mod listener;
mod rate;

pub use listener::run;

use std::time::Duration;

/// How much a client may ask of the gateway.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at a time; a further client waits to be let in.
    pub connections: usize,
    /// Bytes of a data segment. The standard allows 1,024; more is taken in to be diagnosed.
    pub segment: usize,
    /// How long a connection may be silent.
    pub idle: Duration,
    /// How long a client has to send its first acceptable frame.
    pub introduction: Duration,
    /// How long a client may leave its answers unread.
    pub unread: Duration,
    /// Frames of one logger in a minute. A faster one is read more slowly, not refused: after a breakdown of the line
    /// a logger has a day to send again.
    pub frames_per_minute: u32,
    /// Refused frames in a row after which a connection is closed.
    pub refused_in_a_row: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4096,
            segment: 4096,
            idle: Duration::from_mins(15),
            introduction: Duration::from_mins(2),
            unread: Duration::from_secs(30),
            frames_per_minute: 120_000,
            refused_in_a_row: 500,
        }
    }
}
