"""`python -m connector_kit.runner`: see `child.py`."""

import os

from .child import main
from .ending import end_with_runner

end_with_runner(3)

# Not by the ordinary way out: a thread that a connector left running would keep the process.
os._exit(main())
