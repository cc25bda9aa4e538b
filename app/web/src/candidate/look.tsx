import { CHOICES, choose, type Display, display, type Setting } from "../design/display";
import { look as words } from "../texts/en/help";
import { Dialog } from "./dialog";

/** How the page looks and speaks: size, font, motion, clock and language. */
export default function Look({ onClose }: { onClose: () => void }) {
  const language = display.value.language;
  const close = () => {
    onClose();
    // Words are laid over one another once, before anything shows. What is typed is on the device by now.
    if (document.documentElement.lang !== display.value.language) location.reload();
  };
  return (
    <Dialog title={words.title} close={words.close} onClose={close}>
      <p class="hint">{words.kept}</p>
      {(Object.keys(CHOICES) as Setting[]).map((setting) => (
        <Choice key={`${setting} ${language}`} setting={setting} />
      ))}
    </Dialog>
  );
}

function Choice<Name extends Setting>({ setting }: { setting: Name }) {
  const labels = words.choices[setting] as Record<string, string>;
  return (
    <fieldset class="look">
      <legend class="label">{words.settings[setting]}</legend>
      {CHOICES[setting].map((choice) => (
        <label key={choice} lang={setting === "language" ? choice : undefined}>
          <input
            type="radio"
            name={setting}
            checked={display.value[setting] === choice}
            onChange={() => choose(setting, choice as Display[Name])}
          />
          {labels[choice]}
        </label>
      ))}
    </fieldset>
  );
}
