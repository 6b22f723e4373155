using System.Text.Json;

namespace MmsQueue.Local.Live;

/// <summary>One line of a function's log.</summary>
internal sealed record LiveLine(DateTimeOffset At, string Function, string Level, string Text)
{
    public void Write(Utf8JsonWriter json)
    {
        LiveJson.Time(json, "at", At);
        json.WriteString("function", Function);
        json.WriteString("level", Level);
        json.WriteString("text", LiveJson.WithoutNumbers(Text));
    }
}
