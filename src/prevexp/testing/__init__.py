"""What plugins test themselves with: conformance kits and hypothesis strategies. Needs pytest and hypothesis."""
