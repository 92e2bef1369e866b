"""What importing prevexp and printing its help cost over bare Python: runs the baseline's start-up script beside it."""

import os
import subprocess
import sys
from pathlib import Path

BASELINES = Path(os.environ.get("PREVEXP_BASELINES") or Path(__file__).parents[2] / "shared" / "baselines")

if __name__ == "__main__":
    sys.exit(subprocess.run([sys.executable, str(BASELINES / "startup.py"), *sys.argv[1:]], check=False).returncode)
