namespace Rectification.Engine.Elements;

/// <summary>How an activity is done several times. One token holds the loop, its instances stand inside.</summary>
public abstract record Loop
{
    /// <summary>A token arrives at the activity.</summary>
    internal abstract Move Begin(Visit visit, Activity activity);

    /// <summary>One instance has done its work. <paramref name="visit"/> is at the instance.</summary>
    internal abstract Move Leave(Visit visit);
}
