"""Work that takes long or needs large libraries, done by a process of its own beside the event loop."""

from bot.side_process.parent import (
    SideProcess,
    SideProcessDied,
    SideProcessFailed,
    SideProcessTooSlow,
    end_all_now,
)

__all__ = ["SideProcess", "SideProcessDied", "SideProcessFailed", "SideProcessTooSlow", "end_all_now"]
