"""The law as dated data.

This first version holds one delay; each rule has its own connecting factor that picks its version.
"""
