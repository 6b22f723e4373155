using System.Text.Json;

namespace MmsQueue.Local.Live;

/// <summary>The depth of the queues: jobs ready to be received, jobs waiting for their next receive, and dead letters.</summary>
internal sealed record LiveDepth(int Waiting, int Later, int Dead)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("waiting", Waiting);
        json.WriteNumber("later", Later);
        json.WriteNumber("dead", Dead);
    }
}
