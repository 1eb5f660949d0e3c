"""The values of the project. They are frozen and independent of disk, clock and settings."""
