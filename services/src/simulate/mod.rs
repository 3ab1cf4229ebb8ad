//! The simulated loggers: the model of what they measure, and the clients that send it.

pub mod model;
