"""The newsroom: where staff write, check, approve and publish the portal's texts."""
