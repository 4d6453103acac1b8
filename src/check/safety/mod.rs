//! Rules about what could hurt somebody: secrets, hidden characters, commands that destroy.

mod control_character;
mod destructive;
mod secret_in_content;
mod unlabelled_command;

pub(crate) use control_character::ControlCharacter;
pub(crate) use secret_in_content::SecretInContent;
pub(crate) use unlabelled_command::UnlabelledCommand;
