namespace MmsQueue.Testing;

/// <summary>The form with which the Twilio simulator is told to send a message.</summary>
public static class SimulatorForm
{
    /// <summary>A form with fields, and files as attachments.</summary>
    public static MultipartFormDataContent Of(
        IEnumerable<(string Name, string Value)> fields, IEnumerable<(string Name, byte[] Bytes)> files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, bytes) in files)
        {
            form.Add(new ByteArrayContent(bytes), "file", name);
        }

        return form;
    }
}
