using MmsQueue.Emulator;

namespace MmsQueue.Local;

/// <summary>A failure of the command that the user can fix.</summary>
internal sealed class LocalException(string message, Exception? inner = null) : EmulatorException(message, inner);
