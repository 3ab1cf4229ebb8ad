//! The door for data loggers: HJ 212 over TCP.
//!
//! `listener` lets clients in, `connection` reads their frames and writes the answers in order, `judge` decides what a
//! frame is worth and what is answered. Frames go to the recorder of `services`; an answer leaves only after the
//! commit. What a frame says about commands is told to the desk of `services::commands` after the commit (`heard`); commands
//! for a logger come from there, and go out between the answers.

mod answer;
mod connection;
mod heard;
mod judge;
mod listener;
mod logger_connections;
mod rate;
mod shared;

pub use listener::run;

use std::time::Duration;

/// How much a client may ask of the gateway.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at a time. In a full house one that has not introduced itself makes room, of the address that has
    /// most of these.
    pub connections: usize,
    /// Connections of one logger at a time. One more takes the place of the oldest: a logger whose line broke does not
    /// wait for the old one, and nobody with one logger's password fills the house.
    pub connections_of_one: usize,
    /// Bytes of a data segment. The standard allows 1,024; more is taken in to be diagnosed.
    pub segment: usize,
    /// How long a line may be silent before a frame without terminator is taken by its length field.
    pub lull: Duration,
    /// How long a line may be silent within a frame before the rest is given up.
    pub half_frame: Duration,
    /// How long a connection may be silent.
    pub idle: Duration,
    /// How long a client has to send its first frame, good or bad.
    pub first_frame: Duration,
    /// How long a client has to send its first acceptable frame.
    pub introduction: Duration,
    /// How long a client may leave its answers unread.
    pub unread: Duration,
    /// Frames of one logger in a minute. A faster one is read more slowly, not refused. A logger needs a few in a
    /// minute; at this pace it has sent a day's worth again within minutes after a breakdown of the line.
    pub frames_per_minute: u32,
    /// Bytes of frames of one logger in a day, above which it is read more slowly. A logger that sends every minute needs about
    /// one million; after weeks without a line it sends them again.
    pub bytes_of_one: u32,
    /// Frames in a minute from one address that name no logger, or without its password. More are read more slowly.
    pub strange_frames_per_minute: u32,
    /// How many of those are kept as evidence in a minute, for one address and for all together; the rest is counted.
    pub strange_frames_kept: (u32, u32),
    /// How many bytes of refused frames are kept as evidence for one logger and day; the rest is counted.
    pub refused_bytes_kept: u32,
    /// Refused frames in a row after which a connection is closed.
    pub refused_in_a_row: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4096,
            connections_of_one: 4,
            segment: 4096,
            lull: Duration::from_secs(3),
            half_frame: Duration::from_secs(30),
            idle: Duration::from_mins(15),
            first_frame: Duration::from_mins(1),
            introduction: Duration::from_mins(2),
            unread: Duration::from_secs(30),
            frames_per_minute: 3_000,
            bytes_of_one: 64 * 1024 * 1024,
            strange_frames_per_minute: 120,
            strange_frames_kept: (20, 200),
            refused_bytes_kept: services::devices::REFUSED_KEPT_MIB * 1024 * 1024,
            refused_in_a_row: 500,
        }
    }
}
