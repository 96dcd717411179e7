"""Where things live on this machine. `MINWON_DATA`, `MINWON_CONFIG` and `MINWON_CACHE` move them.

`MINWON_DATABASE` puts the records into another database altogether (`Workplace.address`).
"""

import os
from pathlib import Path

_NAME = "minwon"
DATABASE_NAME = "minwon.db"


def data_folder() -> Path:
    """Return the folder of the records."""
    return _moved("MINWON_DATA") or _platform("user_data_path")


def config_file() -> Path:
    """Return the configuration file; it need not exist."""
    return _moved("MINWON_CONFIG") or _platform("user_config_path") / "config.toml"


def cache_folder() -> Path:
    """Return the folder of what can be made again at any time."""
    return _moved("MINWON_CACHE") or _platform("user_cache_path")


def database_file() -> Path:
    """Return the SQLite file of the records, unless `MINWON_DATABASE` or the configuration name another database."""
    return data_folder() / DATABASE_NAME


def own_scenarios_folder() -> Path:
    """Return the folder where a trainer puts scenarios of their own."""
    return data_folder() / "scenarios"


def own_courses_folder() -> Path:
    """Return the folder where a trainer puts courses of their own."""
    return data_folder() / "courses"


def _moved(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value).expanduser() if value else None


def _platform(kind: str) -> Path:
    import platformdirs

    folder: Path = getattr(platformdirs, kind)(_NAME, appauthor=False)
    return folder
