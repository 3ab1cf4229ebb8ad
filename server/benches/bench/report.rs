//! The table and the file.

use std::path::Path;

use serde::Serialize;

/// One measured number beside what it is compared with.
#[derive(Debug, Serialize)]
pub struct Row {
    pub name: &'static str,
    pub measured: f64,
    pub unit: &'static str,
    /// What the same machine did without us, where there is such a thing.
    pub bare: Option<f64>,
    /// `measured / bare`.
    pub ratio: Option<f64>,
    /// The goal in words.
    pub goal: String,
    pub reached: bool,
}

#[derive(Debug, Default, Serialize)]
pub struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// At least `least`, and at least a third of what the bare thing does.
    pub fn at_least(&mut self, name: &'static str, unit: &'static str, measured: f64, least: f64, bare: f64) {
        let ratio = measured / bare;
        let goal = if least > 0.0 { format!("≥ {least} and ≥ 1/3 of bare") } else { "≥ 1/3 of bare".to_owned() };
        let reached = measured >= least && ratio >= 1.0 / 3.0;
        self.rows.push(Row { name, measured, unit, bare: Some(bare), ratio: Some(ratio), goal, reached });
    }

    /// At most `most`.
    pub fn at_most(&mut self, name: &'static str, unit: &'static str, measured: f64, most: f64) {
        let goal = format!("≤ {most}");
        self.rows.push(Row { name, measured, unit, bare: None, ratio: None, goal, reached: measured <= most });
    }

    /// At most `most` times what the bare thing takes.
    pub fn at_most_of(&mut self, name: &'static str, unit: &'static str, measured: f64, bare: f64, most: f64) {
        let ratio = measured / bare;
        let goal = format!("≤ {most:.2} of bare");
        self.rows.push(Row {
            name,
            measured,
            unit,
            bare: Some(bare),
            ratio: Some(ratio),
            goal,
            reached: ratio <= most,
        });
    }

    /// Without a goal: for understanding.
    pub fn note(&mut self, name: &'static str, unit: &'static str, measured: f64) {
        self.rows.push(Row { name, measured, unit, bare: None, ratio: None, goal: "—".into(), reached: true });
    }

    pub fn all_reached(&self) -> bool {
        self.rows.iter().all(|row| row.reached)
    }

    pub fn print(&self) {
        println!("| measured | figure | unit | bare | ratio | goal | |");
        println!("|---|---:|---|---:|---:|---|---|");
        for row in &self.rows {
            let figure = |value: Option<f64>| value.map_or_else(String::new, |v| format!("{v:.2}"));
            let (bare, ratio) = (figure(row.bare), figure(row.ratio));
            let verdict = if row.reached { "reached" } else { "MISSED" };
            println!(
                "| {} | {:.2} | {} | {bare} | {ratio} | {} | {verdict} |",
                row.name, row.measured, row.unit, row.goal
            );
        }
    }

    pub fn write(&self, path: &Path) {
        std::fs::write(path, serde_json::to_vec_pretty(self).unwrap()).unwrap();
    }
}
