"""From a built site to the public one."""
