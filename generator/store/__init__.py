"""Everything that touches the disk. Values in, values out; what goes wrong here is a MachineError."""
