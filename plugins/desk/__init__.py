"""The editing desk: Decap CMS, set up from the same models that the build accepts."""
