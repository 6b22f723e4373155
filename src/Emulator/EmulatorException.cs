namespace MmsQueue.Emulator;

/// <summary>A failure that the user can fix. Its message is one line and is shown as it is.</summary>
public class EmulatorException(string message, Exception? inner = null) : Exception(message, inner);
