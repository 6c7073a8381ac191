"""Runs an unmodified connector: offers the public names of Fivetran's Connector SDK, and hands on what they are called with."""
