using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using MmsQueue.Operations;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>mmsq dlq show.</summary>
internal static class ShowCommand
{
    public static Command Create(CommonOptions common)
    {
        var id = new Argument<string>("ID") { Description = "The ID or ID prefix, as shown by dlq list." };
        var command = new Command("show", "Shows one dead letter in full.") { id };
        common.Handle(command, async (context, result, cancellationToken) =>
        {
            var prefix = result.GetValue(id)!;
            var letter = Single(await Look.ReadAsync(context, DeadLetterFilter.Any with { Id = prefix }, cancellationToken), prefix);
            var link = letter.Job is { } job && context.Stack.PublicBaseUrl is { } links ? $"{links.TrimEnd('/')}/{job.Key}" : null;
            if (context.Screen.IsJson)
            {
                var json = JsonSerializer.SerializeToNode(DeadLetterRecord.Whole(letter), CliJson.Plain.DeadLetterRecord)!.AsObject();
                json["link"] = link;
                context.Screen.AnswerJson(json);
            }
            else
            {
                Write(context.Screen, letter, link);
            }

            return 0;
        });
        return command;
    }

    /// <summary>The only one of the letters found by an ID or ID prefix.</summary>
    public static DeadLetter Single(IReadOnlyList<DeadLetter> letters, string id) => letters switch
    {
        [var letter] => letter,
        [] => throw new OperatorException(
            $"No dead letter has the ID {id}: it was replayed or deleted, or another reader holds it. Check with mmsq dlq list."),
        _ => throw new OperatorException(
            $"{letters.Count} dead letters have IDs that start with {id}. Give more characters."),
    };

    private static void Write(Screen screen, DeadLetter letter, string? link)
    {
        screen.Table(["WHAT", "VALUE"], [.. LetterText.Rows(letter, link)]);
        screen.Answer("");
        screen.Answer(Body(letter.Message.Body));
    }

    private static string Body(string body)
    {
        try
        {
            return JsonNode.Parse(body)?.ToJsonString(CliJson.Plain.Options) ?? body;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Screen.Clean(body);
        }
    }
}
