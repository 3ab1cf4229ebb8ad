//! What each part of the tests came to.

use crate::output;
use anyhow::Result;
use std::time::{Duration, Instant};

/// How many tests ran, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
    }
}

enum Verdict {
    Done(Count),
    Failed(Count),
    Skipped(&'static str),
}

struct Row {
    name: &'static str,
    verdict: Verdict,
    took: Duration,
}

/// The parts that ran so far.
#[derive(Default)]
pub struct Summary {
    rows: Vec<Row>,
}

impl Summary {
    /// Runs a part that is no test itself: it holds or it does not.
    pub fn check(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) {
        self.tests(name, || work().map(|()| Count::default()));
    }

    /// Runs a part made of tests.
    pub fn tests(&mut self, name: &'static str, work: impl FnOnce() -> Result<Count>) {
        output::step(&format!("test: {name}"));
        let started = Instant::now();
        let verdict = match work() {
            Ok(count) if count.failed == 0 => Verdict::Done(count),
            Ok(count) => Verdict::Failed(count),
            Err(error) => {
                output::error(&error);
                // What could not run at all counts as one failure.
                Verdict::Failed(Count { passed: 0, failed: 1 })
            }
        };
        self.rows.push(Row { name, verdict, took: started.elapsed() });
    }

    /// Notes a part that cannot run here, and why that is no failure.
    pub fn skip(&mut self, name: &'static str, why: &'static str) {
        output::step(&format!("test: {name} skipped: {why}"));
        self.rows.push(Row { name, verdict: Verdict::Skipped(why), took: Duration::ZERO });
    }

    /// Whether nothing failed.
    pub fn is_good(&self) -> bool {
        !self.rows.iter().any(|row| matches!(row.verdict, Verdict::Failed(_)))
    }

    /// The table, and under it the line that other programs read.
    pub fn lines(&self) -> Vec<String> {
        let mut total = Count::default();
        let mut lines = vec![String::new()];
        for row in &self.rows {
            let (word, detail) = match row.verdict {
                Verdict::Done(count) => ("ok", told(count)),
                Verdict::Failed(count) => ("FAILED", told(count)),
                Verdict::Skipped(why) => ("skipped", why.to_owned()),
            };
            if let Verdict::Done(count) | Verdict::Failed(count) = row.verdict {
                total += count;
            }
            lines.push(
                format!("{word:<8}{:<32}{:>13}  {detail}", row.name, output::seconds(row.took)).trim_end().to_owned(),
            );
        }
        lines.push(String::new());
        lines.push(format!("{} passed, {} failed", total.passed, total.failed));
        lines
    }
}

fn told(count: Count) -> String {
    match count {
        Count { passed: 0, failed: 0 } => String::new(),
        Count { passed, failed: 0 } => format!("{passed} passed"),
        Count { passed, failed } => format!("{passed} passed, {failed} failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    #[test]
    fn what_cannot_run_is_a_failure_and_what_is_skipped_is_none() {
        let mut summary = Summary::default();
        summary.tests("rules", || Ok(Count { passed: 7, failed: 0 }));
        summary.skip("licences", "cargo-deny is not installed");
        assert!(summary.is_good());
        summary.check("format", || bail!("not formatted"));
        assert!(!summary.is_good());
        let lines = summary.lines();
        assert_eq!(lines.last().unwrap(), "7 passed, 1 failed");
        assert!(lines[1].starts_with("ok      rules") && lines[1].ends_with("7 passed"), "{lines:?}");
        assert!(lines[3].starts_with("FAILED  format"), "{lines:?}");
    }
}
