"""Onward referral: who is asked to act, whether it arrived, what came back, and what a silence makes due."""
