"""The press, first half: from manuscripts and authority records to what every page shows. No disk."""
