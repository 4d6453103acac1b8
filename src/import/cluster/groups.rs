//! Positions that fall into groups as pairs are joined: disjoint sets (Galler and Fischer 1964).

use std::collections::BTreeMap;

/// Sets of positions that grow together.
pub(super) struct Groups(Vec<usize>);

impl Groups {
    pub(super) fn new(length: usize) -> Self {
        Self((0..length).collect())
    }

    pub(super) fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    pub(super) fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.root(left), self.root(right));
        let (first, second) = (left.min(right), left.max(right));
        self.0[second] = first;
    }

    pub(super) fn list(mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.0.len() {
            let root = self.root(at);
            groups.entry(root).or_default().push(at);
        }
        groups.into_values().collect()
    }
}
