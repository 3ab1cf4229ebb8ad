//! The pages of tip-offs, used as meant and attacked.

mod attacks;
mod bureau;

mod filing;
mod following;
mod form;
mod guesses;
mod rest;
mod silence;
