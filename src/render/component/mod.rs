//! The shared parts of pages, each a struct of finished text.
