"""The town portal generator: features for Pelican, blocks, authoring, publishing, tasks."""
